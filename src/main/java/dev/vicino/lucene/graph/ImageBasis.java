package dev.vicino.lucene.graph;

import dev.vicino.exact.Kernels;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

/// What an image's coordinates are measured along.
///
/// @param mean of the vectors, which is the origin
/// @param axes the first components of all, then their second ones, and so on; empty if the axes are the vectors' own
///     components
/// @param origin the mean's own coordinates
/// @param dimensions how many coordinates there are, a multiple of [#BLOCK]; the last ones may always be zero
record ImageBasis(float[] mean, float[] axes, float[] origin, int dimensions) {
    /// The kernels want the dimensions to be a multiple of this.
    static final int BLOCK = 16;

    /// The first of some axes.
    ///
    /// @param dimensions at most as many, rounded up to whole blocks
    static ImageBasis of(PrincipalAxes principal, int dimensions) {
        int dimension = principal.mean().length;
        float[] axes = new float[dimensions * dimension];
        for (int a = 0; a < Math.min(dimensions, principal.axes().length); a++) {
            for (int i = 0; i < dimension; i++) {
                axes[i * dimensions + a] = principal.axes()[a][i];
            }
        }
        return along(principal.mean(), axes, dimensions);
    }

    private static ImageBasis along(float[] mean, float[] axes, int dimensions) {
        float[] origin = new float[dimensions];
        Kernels.fastest().dots(mean, axes, origin);
        return new ImageBasis(mean, axes, origin, dimensions);
    }

    /// The components themselves.
    static ImageBasis ofComponents(float[] mean) {
        return new ImageBasis(mean, new float[0], mean, wholeBlocks(mean.length));
    }

    static int wholeBlocks(int dimension) {
        return (dimension + BLOCK - 1) / BLOCK * BLOCK;
    }

    /// The first axes alone.
    ImageBasis first(int fewer) {
        float[] first = new float[fewer * mean.length];
        for (int i = 0; i < mean.length; i++) {
            System.arraycopy(axes, i * dimensions, first, i * fewer, fewer);
        }
        return new ImageBasis(mean, first, Arrays.copyOf(origin, fewer), fewer);
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
    void project(float[] vector, float[] coordinates) {
        turn(vector, coordinates);
        for (int i = 0; i < origin.length; i++) {
            coordinates[i] -= origin[i];
        }
    }

    /// Axis by axis.
    void write(IndexOutput output) throws IOException {
        writeFloats(mean, output);
        float[] axis = new float[isOfComponents() ? 0 : mean.length];
        for (int a = 0; a < dimensions && axis.length > 0; a++) {
            for (int i = 0; i < axis.length; i++) {
                axis[i] = axes[i * dimensions + a];
            }
            writeFloats(axis, output);
        }
    }

    /// @param dimension of the vectors
    static ImageBasis read(IndexInput input, int dimension, ImageShape shape) throws IOException {
        float[] mean = readFloats(input, dimension);
        if (!shape.alongAxes()) {
            return ofComponents(mean);
        }
        float[] axes = new float[shape.dimensions() * dimension];
        for (int a = 0; a < shape.dimensions(); a++) {
            float[] axis = readFloats(input, dimension);
            for (int i = 0; i < dimension; i++) {
                axes[i * shape.dimensions() + a] = axis[i];
            }
        }
        return along(mean, axes, shape.dimensions());
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
