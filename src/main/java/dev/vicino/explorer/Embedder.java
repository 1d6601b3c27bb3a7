package dev.vicino.explorer;

/// Turns pictures into the vectors of a collection.
public interface Embedder {
    /// The vector of a picture.
    ///
    /// @param pixels [Pictures#PIXELS] values in [0, 1], row-major, 0 the background and 1 the ink
    float[] embed(float[] pixels);

    /// Makes pixels of a picture in a file's format, as the collection's own pictures are: the same size, ink and
    /// centring.
    ///
    /// @param file the bytes of a PNG or JPEG
    /// @return [Pictures#PIXELS] values in [0, 1]
    /// @throws IllegalArgumentException saying what is wrong with the picture
    float[] read(byte[] file);
}
