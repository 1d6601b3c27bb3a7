package dev.vicino;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a search looks for: what lies near to something, what has certain words in its text, or both.
public sealed interface Query {
    /// A query that comes down to one vector, to which the items' vectors are compared.
    sealed interface ByVector extends Query {}

    /// One vector, which may also be an example among others.
    sealed interface Example extends ByVector {}

    /// A vector of the caller's.
    ///
    /// @param vector as many finite floats as the collection has dimensions; copied in and out
    record Near(float[] vector) implements Example {
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
    record Like(String id) implements Example {
        public Like {
            Objects.requireNonNull(id, "id");
        }
    }

    /// What is like the positive examples and unlike the negative ones. The query vector is
    /// `mean(positive) + (mean(positive) − mean(negative))`, and the mean of the positive ones alone where there is no
    /// negative: one vector, computed in double precision and rounded to floats. Stored items that serve as examples
    /// are left out of the answer.
    ///
    /// @param positive at least one
    /// @param negative may be none
    record Examples(List<Example> positive, List<Example> negative) implements ByVector {
        public Examples {
            positive = List.copyOf(positive);
            negative = List.copyOf(negative);
            if (positive.isEmpty()) {
                throw new IllegalArgumentException("a query by examples has no positive one, and " + negative.size()
                        + " negative; expected at least one positive");
            }
        }
    }

    /// The items whose text has at least one of these words, the best match first: by BM25 (Robertson & Zaragoza 2009,
    /// k₁ = 1.2, b = 0.75) over words as Unicode divides them (UAX #29), in lower case. Each distinct word counts once.
    /// Such a query has no vector, so its hits have no value.
    ///
    /// @param words not blank
    record Words(String words) implements Query {
        public Words {
            requireWords(words);
        }
    }

    /// What lies near and has the words: the two rankings fused by their ranks (reciprocal rank fusion, Cormack, Clarke
    /// & Büttcher 2009). An item's fused score is `Σ 1 / (60 + rank)` over those of the two rankings that hold it, the
    /// largest first.
    ///
    /// @param vector what to look near to
    /// @param words as in [Words]
    /// @param depth how many items, at the most, each ranking contributes, 1 to [SearchRequest#MAX_LIMIT]; no fewer
    ///     than the hits that are asked for
    record Hybrid(ByVector vector, String words, int depth) implements Query {
        /// The depth of a query that names none.
        public static final int DEFAULT_DEPTH = 100;

        public Hybrid {
            Objects.requireNonNull(vector, "vector");
            requireWords(words);
            if (depth < 1 || depth > SearchRequest.MAX_LIMIT) {
                throw new IllegalArgumentException("depth is " + depth + "; expected 1 to " + SearchRequest.MAX_LIMIT);
            }
        }
    }

    private static void requireWords(String words) {
        if (words.isBlank()) {
            throw new IllegalArgumentException("a search by words has none: '" + words + "'");
        }
    }
}
