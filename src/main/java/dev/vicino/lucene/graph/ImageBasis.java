package dev.vicino.lucene.graph;

import dev.vicino.exact.Kernels;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

/// What an image's coordinates are measured along.
///
/// @param mean of the vectors, which is the origin
/// @param axes one after the other; empty if they are the vectors' own components
/// @param dimensions how many coordinates there are, a multiple of [#BLOCK]; the last ones may always be zero
record ImageBasis(float[] mean, float[] axes, int dimensions) {
    /// The kernels want the dimensions to be a multiple of this.
    static final int BLOCK = 16;

    /// The first of some axes.
    ///
    /// @param dimensions at most as many, rounded up to whole blocks
    static ImageBasis of(PrincipalAxes principal, int dimensions) {
        int dimension = principal.mean().length;
        float[] axes = new float[dimensions * dimension];
        for (int i = 0; i < Math.min(dimensions, principal.axes().length); i++) {
            System.arraycopy(principal.axes()[i], 0, axes, i * dimension, dimension);
        }
        return new ImageBasis(principal.mean(), axes, dimensions);
    }

    /// The components themselves.
    static ImageBasis ofComponents(float[] mean) {
        return new ImageBasis(mean, new float[0], wholeBlocks(mean.length));
    }

    static int wholeBlocks(int dimension) {
        return (dimension + BLOCK - 1) / BLOCK * BLOCK;
    }

    /// The first axes alone.
    ImageBasis first(int fewer) {
        return new ImageBasis(mean, Arrays.copyOf(axes, fewer * mean.length), fewer);
    }

    boolean isOfComponents() {
        return axes.length == 0;
    }

    /// The coordinates of a direction: of a vector from the origin of the vectors, not of the image.
    void turn(float[] vector, float[] coordinates) {
        if (isOfComponents()) {
            System.arraycopy(vector, 0, coordinates, 0, vector.length);
        } else {
            Kernels.fastest().dots(vector, axes, coordinates);
        }
    }

    /// The coordinates of a point.
    ///
    /// @param centred as long as the vector; is written over
    void project(float[] vector, float[] centred, float[] coordinates) {
        for (int i = 0; i < centred.length; i++) {
            centred[i] = vector[i] - mean[i];
        }
        turn(centred, coordinates);
    }

    void write(IndexOutput output) throws IOException {
        writeFloats(mean, output);
        writeFloats(axes, output);
    }

    /// @param dimension of the vectors
    static ImageBasis read(IndexInput input, int dimension, ImageShape shape) throws IOException {
        float[] mean = readFloats(input, dimension);
        return shape.alongAxes()
                ? new ImageBasis(mean, readFloats(input, shape.dimensions() * dimension), shape.dimensions())
                : ofComponents(mean);
    }

    static void writeFloats(float[] values, IndexOutput output) throws IOException {
        for (float value : values) {
            output.writeInt(Float.floatToRawIntBits(value));
        }
    }

    static float[] readFloats(IndexInput input, int count) throws IOException {
        float[] values = new float[count];
        input.readFloats(values, 0, count);
        return values;
    }
}
