package dev.vicino.lucene.graph;

import dev.vicino.exact.Kernels;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

/// What an image's coordinates are measured along.
///
/// An axis in steps of a byte is a quarter of the memory to read for each query, and what it loses is far below what
/// coordinates of a byte lose.
///
/// @param mean of the vectors, which is the origin
/// @param axes the first components of all, in steps of the axis' unit, then their second ones, and so on; empty if
///     the axes are the vectors' own components
/// @param units of the axes
/// @param origin the mean's own coordinates
/// @param dimensions how many coordinates there are, a multiple of [#BLOCK]; the last ones may always be zero
record ImageBasis(float[] mean, byte[] axes, float[] units, float[] origin, int dimensions) {
    /// The kernels want the dimensions to be a multiple of this.
    static final int BLOCK = 16;

    private static final int LARGEST_STEP = 127;

    /// The first of some axes.
    ///
    /// @param dimensions at most as many, rounded up to whole blocks
    static ImageBasis of(PrincipalAxes principal, int dimensions) {
        float[][] axes = Arrays.copyOf(principal.axes(), dimensions);
        for (int a = principal.axes().length; a < dimensions; a++) {
            axes[a] = new float[principal.mean().length];
        }
        return along(principal.mean(), axes);
    }

    private static ImageBasis along(float[] mean, float[][] axes) {
        byte[] steps = new byte[mean.length * axes.length];
        float[] units = new float[axes.length];
        for (int a = 0; a < axes.length; a++) {
            float largest = 0;
            for (float component : axes[a]) {
                largest = Math.max(largest, Math.abs(component));
            }
            units[a] = largest == 0 ? 1 : largest / LARGEST_STEP;
            for (int i = 0; i < mean.length; i++) {
                steps[i * axes.length + a] = (byte) Math.round(axes[a][i] / units[a]);
            }
        }
        ImageBasis basis = new ImageBasis(mean, steps, units, new float[axes.length], axes.length);
        basis.turn(Kernels.inPlainJava(), mean, new int[mean.length], basis.origin);
        return basis;
    }

    /// The components themselves.
    static ImageBasis ofComponents(float[] mean) {
        return new ImageBasis(mean, new byte[0], new float[0], mean, wholeBlocks(mean.length));
    }

    static int wholeBlocks(int dimension) {
        return (dimension + BLOCK - 1) / BLOCK * BLOCK;
    }

    /// The first axes alone.
    ImageBasis first(int fewer) {
        byte[] first = new byte[fewer * mean.length];
        for (int i = 0; i < mean.length; i++) {
            System.arraycopy(axes, i * dimensions, first, i * fewer, fewer);
        }
        return new ImageBasis(mean, first, Arrays.copyOf(units, fewer), Arrays.copyOf(origin, fewer), fewer);
    }

    /// How many components the vectors have.
    int dimension() {
        return mean.length;
    }

    boolean isOfComponents() {
        return axes.length == 0;
    }

    /// The coordinates of a direction: of a vector from the origin of the vectors, not of the image.
    ///
    /// @param kernels to compute with
    /// @param room written over; as long as the vector
    void turn(Kernels kernels, float[] vector, int[] room, float[] coordinates) {
        if (isOfComponents()) {
            System.arraycopy(vector, 0, coordinates, 0, vector.length);
            return;
        }
        kernels.dots(vector, room, axes, coordinates);
        for (int a = 0; a < dimensions; a++) {
            coordinates[a] *= units[a];
        }
    }

    /// The coordinates of a point.
    ///
    /// @param kernels to compute with
    /// @param times as far from the origin of the vectors
    /// @param room written over; as long as the vector
    void project(Kernels kernels, float[] vector, float times, int[] room, float[] coordinates) {
        turn(kernels, vector, room, coordinates);
        for (int a = 0; a < origin.length; a++) {
            coordinates[a] = coordinates[a] * times - origin[a];
        }
    }

    /// Axis by axis.
    void write(IndexOutput output) throws IOException {
        writeFloats(mean, output);
        float[] axis = new float[mean.length];
        for (int a = 0; a < units.length; a++) {
            for (int i = 0; i < axis.length; i++) {
                axis[i] = axes[i * dimensions + a] * units[a];
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
        float[][] axes = new float[shape.dimensions()][];
        for (int a = 0; a < axes.length; a++) {
            axes[a] = readFloats(input, dimension);
        }
        return along(mean, axes);
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
