package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import dev.vicino.exact.Kernels;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

/// A small likeness of a segment's vectors, to walk by: each one's coordinates along some axes, a byte each.
///
/// Distances in the image are near those between the vectors, at a fraction of the memory that has to be read. What a
/// walk finds by it is compared once more by the vectors themselves.
///
/// @param mean of the vectors, which is the origin of the coordinates
/// @param axes a multiple of [#BLOCK]; the last ones may be zeros
/// @param scale steps to a unit of the coordinates
/// @param codes the coordinates in steps, cut off at ±127, one vector after the other
/// @param inverseLengths 1 over each vector's length, for cosine
record VectorImage(float[] mean, float[][] axes, float scale, byte[] codes, float[] inverseLengths) {
    /// The kernels want the dimensions to be a multiple of this.
    static final int BLOCK = 16;

    private static final int LARGEST = 127;

    /// A query's coordinate is cut off there, so that no sum leaves the int.
    private static final int LARGEST_OF_QUERY = 1000;

    private static final int SAMPLE = 4096;

    /// @param dimensions a multiple of [#BLOCK]
    static VectorImage of(PrincipalAxes principal, int dimensions, FloatVectorValues vectors) throws IOException {
        float[][] axes = new float[dimensions][];
        for (int i = 0; i < dimensions; i++) {
            axes[i] = i < principal.axes().length ? principal.axes()[i] : new float[principal.mean().length];
        }
        int count = vectors.size();
        float reach = reach(principal.mean(), axes, vectors);
        VectorImage image = new VectorImage(
                principal.mean(),
                axes,
                reach == 0 ? 1 : LARGEST / reach,
                new byte[Math.multiplyExact(count, dimensions)],
                new float[count]);
        image.take(vectors);
        return image;
    }

    /// The longest vectors must not be cut off: by dot product they are the nearest of all.
    private static float reach(float[] mean, float[][] axes, FloatVectorValues vectors) throws IOException {
        float[] coordinates = new float[axes.length];
        float[] centred = new float[mean.length];
        float reach = 0;
        int sampled = Math.min(vectors.size(), SAMPLE);
        for (int i = 0; i < sampled; i++) {
            int node = (int) ((long) i * vectors.size() / sampled);
            project(vectors.vectorValue(node), mean, axes, centred, coordinates);
            for (float coordinate : coordinates) {
                reach = Math.max(reach, Math.abs(coordinate));
            }
        }
        return reach;
    }

    private void take(FloatVectorValues vectors) throws IOException {
        Kernels kernels = Kernels.fastest();
        float[] coordinates = new float[axes.length];
        float[] centred = new float[mean.length];
        for (int n = 0; n < inverseLengths.length; n++) {
            float[] vector = vectors.vectorValue(n);
            inverseLengths[n] = (float) (1 / Math.sqrt(kernels.dot(vector, vector)));
            project(vector, mean, axes, centred, coordinates);
            for (int i = 0; i < coordinates.length; i++) {
                codes[n * axes.length + i] = (byte) Math.clamp(Math.round(coordinates[i] * scale), -LARGEST, LARGEST);
            }
        }
    }

    private static void project(float[] vector, float[] mean, float[][] axes, float[] centred, float[] coordinates) {
        for (int i = 0; i < centred.length; i++) {
            centred[i] = vector[i] - mean[i];
        }
        Kernels kernels = Kernels.fastest();
        for (int i = 0; i < axes.length; i++) {
            coordinates[i] = kernels.dot(centred, axes[i]);
        }
    }

    int dimensions() {
        return axes.length;
    }

    int size() {
        return inverseLengths.length;
    }

    /// The image along the first axes alone.
    ///
    /// @param dimensions a multiple of [#BLOCK]
    VectorImage first(int dimensions) {
        byte[] fewer = new byte[size() * dimensions];
        for (int n = 0; n < size(); n++) {
            System.arraycopy(codes, n * axes.length, fewer, n * dimensions, dimensions);
        }
        return new VectorImage(mean, Arrays.copyOf(axes, dimensions), scale, fewer, inverseLengths);
    }

    /// How near the vectors of the image are to a query, by the same axes. For one thread at a time.
    Scorer scorer(Metric metric) {
        return new Scorer(metric);
    }

    final class Scorer implements NodeScorer {
        private final Metric metric;
        private final Kernels kernels = Kernels.fastest();
        private final float[] centred = new float[mean.length];
        private final float[] coordinates = new float[axes.length];
        private final int[] query = new int[axes.length];

        /// The query's product with the mean, in the unit of the products of codes.
        private float productWithMean;

        private Scorer(Metric metric) {
            this.metric = metric;
        }

        void query(float[] vector) {
            switch (metric) {
                case EUCLIDEAN, MANHATTAN -> {
                    project(vector, mean, axes, centred, coordinates);
                    round(scale);
                }
                case DOT_PRODUCT, COSINE -> direction(vector);
            }
        }

        /// A product's order does not change with the query's length: so its coordinates use the whole range.
        private void direction(float[] vector) {
            float largest = 0;
            for (int i = 0; i < axes.length; i++) {
                coordinates[i] = kernels.dot(vector, axes[i]);
                largest = Math.max(largest, Math.abs(coordinates[i]));
            }
            float steps = largest == 0 ? 1 : LARGEST_OF_QUERY / largest;
            round(steps);
            productWithMean = kernels.dot(vector, mean) * steps * scale;
        }

        private void round(float steps) {
            for (int i = 0; i < query.length; i++) {
                query[i] = Math.clamp(Math.round(coordinates[i] * steps), -LARGEST_OF_QUERY, LARGEST_OF_QUERY);
            }
        }

        @Override
        public void score(int[] nodes, int count, float[] keys) {
            switch (metric) {
                case EUCLIDEAN, MANHATTAN -> kernels.squaredEuclidean(query, codes, nodes, count, keys);
                case DOT_PRODUCT -> {
                    kernels.dot(query, codes, nodes, count, keys);
                    for (int i = 0; i < count; i++) {
                        keys[i] = -keys[i];
                    }
                }
                case COSINE -> {
                    kernels.dot(query, codes, nodes, count, keys);
                    for (int i = 0; i < count; i++) {
                        keys[i] = -(productWithMean + keys[i]) * inverseLengths[nodes[i]];
                    }
                }
            }
        }
    }

    void write(IndexOutput output) throws IOException {
        writeFloats(mean, output);
        for (float[] axis : axes) {
            writeFloats(axis, output);
        }
        writeFloats(inverseLengths, output);
        output.writeBytes(codes, codes.length);
    }

    /// @param input at the image's first byte
    static VectorImage read(IndexInput input, int dimension, int dimensions, int count, float scale)
            throws IOException {
        float[] mean = readFloats(input, dimension);
        float[][] axes = new float[dimensions][];
        for (int i = 0; i < dimensions; i++) {
            axes[i] = readFloats(input, dimension);
        }
        float[] inverseLengths = readFloats(input, count);
        byte[] codes = new byte[Math.multiplyExact(count, dimensions)];
        input.readBytes(codes, 0, codes.length);
        return new VectorImage(mean, axes, scale, codes, inverseLengths);
    }

    private static void writeFloats(float[] values, IndexOutput output) throws IOException {
        for (float value : values) {
            output.writeInt(Float.floatToRawIntBits(value));
        }
    }

    private static float[] readFloats(IndexInput input, int count) throws IOException {
        float[] values = new float[count];
        input.readFloats(values, 0, count);
        return values;
    }
}
