package dev.vicino.explorer;

/// Draws what a vector stands for.
@FunctionalInterface
public interface Decoder {
    /// The picture of a vector, which need not be any item's.
    ///
    /// @param vector finite floats, as many as the collection has dimensions
    /// @return [Pictures#PIXELS] values in [0, 1], row-major, 0 the background and 1 the ink
    float[] decode(float[] vector);
}
