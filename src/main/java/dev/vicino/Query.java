package dev.vicino;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a search looks near to.
public sealed interface Query {
    /// A vector of the caller's.
    ///
    /// @param vector as many finite floats as the collection has dimensions; copied in and out
    record Near(float[] vector) implements Query {
        public Near {
            vector = vector.clone();
        }

        @Override
        public float[] vector() {
            return vector.clone();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Near near && Arrays.equals(vector, near.vector);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(vector);
        }

        @Override
        public String toString() {
            return "Near[" + vector.length + " dimensions]";
        }
    }

    /// The vector of a stored item, which is itself left out of the answer.
    ///
    /// @param id of an item in the collection that is searched
    record Like(String id) implements Query {}
}
