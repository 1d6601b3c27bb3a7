package dev.vicino.engine;

import dev.vicino.CollectionSpec;
import dev.vicino.DimensionMismatchException;
import dev.vicino.InvalidVectorException;

/// Refuses what would poison every ranking it takes part in.
public final class VectorCheck {
    private VectorCheck() {}

    /// Refuses a vector that a collection of this spec does not take.
    ///
    /// @param whose what the vector belongs to, for the message
    /// @param needsDirection whether all zeros are refused
    /// @throws DimensionMismatchException if it is too long or too short
    /// @throws InvalidVectorException if it holds NaN or an infinity, or is all zeros where it needs a direction
    public static void check(CollectionSpec spec, String whose, float[] vector, boolean needsDirection) {
        if (vector.length != spec.dimension()) {
            throw new DimensionMismatchException(whose + " has " + vector.length + " dimensions; collection '"
                    + spec.name() + "' has " + spec.dimension());
        }
        // Not a number where one component is not. Without a branch, so that the compiler takes several at once.
        float greatest = 0;
        for (float component : vector) {
            greatest = Math.max(greatest, Math.abs(component));
        }
        if (!(greatest < Float.POSITIVE_INFINITY)) {
            throw notFinite(spec, whose, vector);
        }
        if (greatest == 0 && needsDirection) {
            throw new InvalidVectorException(whose + " is all zeros, which has no direction; collection '" + spec.name()
                    + "' compares directions (cosine)");
        }
    }

    private static InvalidVectorException notFinite(CollectionSpec spec, String whose, float[] vector) {
        int at = 0;
        while (Float.isFinite(vector[at])) {
            at++;
        }
        return new InvalidVectorException(whose + " has " + vector[at] + " at position " + at + "; collection '"
                + spec.name() + "' takes finite numbers only");
    }
}
