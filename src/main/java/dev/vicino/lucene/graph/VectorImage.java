package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import dev.vicino.exact.CodeRows;
import dev.vicino.exact.Kernels;
import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

/// A small likeness of a segment's vectors, to walk by and to link by: each one's coordinates, a byte each.
///
/// Distances in the image are near those between the vectors, at a fraction of the memory that has to be read. What a
/// walk finds by it is compared once more by the vectors themselves.
///
/// @param scale steps to a unit of the coordinates
/// @param codes the coordinates in steps, cut off at ±127, of each vector at least as many as the dimensions
/// @param inverseLengths 1 over each vector's length, for cosine
record VectorImage(ImageBasis basis, float scale, CodeRows codes, float[] inverseLengths) {
    private static final int LARGEST = 127;

    /// A query's coordinate is cut off there at the latest.
    private static final int LARGEST_OF_QUERY = 1000;

    private static final int SAMPLE = 4096;
    private static final int VECTORS_TO_A_PIECE = 256;

    static VectorImage of(ImageBasis basis, FloatVectorValues vectors) throws IOException {
        int count = vectors.size();
        float reach = reach(basis, vectors);
        VectorImage image = new VectorImage(
                basis, reach == 0 ? 1 : LARGEST / reach, CodeRows.of(count, basis.dimensions()), new float[count]);
        image.take(vectors);
        return image;
    }

    /// The longest vectors must not be cut off: by dot product they are the nearest of all.
    private static float reach(ImageBasis basis, FloatVectorValues vectors) throws IOException {
        Kernels kernels = Kernels.inPlainJava();
        int[] room = new int[basis.dimension()];
        float[] coordinates = new float[basis.dimensions()];
        float reach = 0;
        int sampled = Math.min(vectors.size(), SAMPLE);
        for (int i = 0; i < sampled; i++) {
            int node = (int) ((long) i * vectors.size() / sampled);
            basis.project(kernels, vectors.vectorValue(node), 1, room, coordinates);
            for (float coordinate : coordinates) {
                reach = Math.max(reach, Math.abs(coordinate));
            }
        }
        return reach;
    }

    private void take(FloatVectorValues vectors) throws IOException {
        LinkCrew<Taking> crew = new LinkCrew<>(() -> new Taking(vectors.copy()));
        crew.share(size(), VECTORS_TO_A_PIECE, Taking::take);
    }

    /// What a thread needs to take vectors in.
    private final class Taking {
        private final Kernels kernels = Kernels.inPlainJava();
        private final FloatVectorValues vectors;
        private final int[] room = new int[basis.dimension()];
        private final float[] coordinates = new float[dimensions()];

        private Taking(FloatVectorValues vectors) {
            this.vectors = vectors;
        }

        private void take(int from, int to) throws IOException {
            for (int n = from; n < to; n++) {
                float[] vector = vectors.vectorValue(n);
                inverseLengths[n] = (float) (1 / Math.sqrt(kernels.dot(vector, vector)));
                basis.project(kernels, vector, 1, room, coordinates);
                int at = codes.at(n);
                for (int i = 0; i < coordinates.length; i++) {
                    codes.bytes()[at + i] = (byte) Math.clamp(Math.round(coordinates[i] * scale), -LARGEST, LARGEST);
                }
            }
        }
    }

    int dimensions() {
        return basis.dimensions();
    }

    int size() {
        return inverseLengths.length;
    }

    /// The image along the first axes alone, with the same codes.
    ///
    /// @param fewer dimensions, a multiple of [ImageBasis#BLOCK]
    VectorImage first(int fewer) {
        return fewer == dimensions() ? this : new VectorImage(basis.first(fewer), scale, codes, inverseLengths);
    }

    /// How near the vectors of the image are to a query, by the same axes. For one thread at a time.
    ///
    /// @param turning which bring the query into the image
    Scorer scorer(Metric metric, Kernels turning) {
        return new Scorer(metric, turning);
    }

    final class Scorer implements NodeScorer {
        private final Metric metric;
        private final Kernels turning;
        private final Kernels kernels = Kernels.fastest();
        private final int[] room = new int[basis.dimension()];
        private final float[] coordinates = new float[dimensions()];
        private final int[] query = new int[dimensions()];

        /// No sum of so many products leaves the int.
        private final int largest =
                Math.min(LARGEST_OF_QUERY, (int) Math.sqrt((double) Integer.MAX_VALUE / dimensions()) - LARGEST);

        /// To which the query is stretched for cosine, where its own length does not matter.
        private final float usualLength;

        /// Steps to a unit of the query's coordinates.
        private float steps;

        private Scorer(Metric metric, Kernels turning) {
            this.turning = turning;
            this.metric = metric;
            this.usualLength = metric == Metric.COSINE ? usualLength() : Float.NaN;
        }

        void query(float[] vector) {
            switch (metric) {
                case EUCLIDEAN, MANHATTAN -> {
                    basis.project(turning, vector, 1, room, coordinates);
                    round(scale);
                }
                case COSINE -> {
                    float times = usualLength / (float) Math.sqrt(turning.dot(vector, vector));
                    basis.project(turning, vector, times, room, coordinates);
                    round(scale);
                }
                case DOT_PRODUCT -> direction(vector);
            }
        }

        /// A product's order does not change with the query's length: so its coordinates use the whole range.
        private void direction(float[] vector) {
            basis.turn(turning, vector, room, coordinates);
            float reach = 0;
            for (float coordinate : coordinates) {
                reach = Math.max(reach, Math.abs(coordinate));
            }
            round(reach == 0 ? 1 : largest / reach);
        }

        private void round(float stepsToUnit) {
            steps = stepsToUnit;
            for (int i = 0; i < query.length; i++) {
                query[i] = Math.clamp(Math.round(coordinates[i] * stepsToUnit), -largest, largest);
            }
        }

        /// What a key of 1 is worth for the present query: of the squared distance, the negative product, the cosine
        /// distance. NaN for L1, which keys are in no such proportion to.
        float unit() {
            return switch (metric) {
                case EUCLIDEAN -> 1 / (scale * scale);
                case MANHATTAN -> Float.NaN;
                case DOT_PRODUCT -> 1 / (steps * scale);
                case COSINE -> 1 / (2 * usualLength * scale);
            };
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
                    kernels.squaredEuclidean(query, codes, nodes, count, keys);
                    angles(nodes, count, keys);
                }
            }
        }

        /// Of the near, what the image drops is alike, so that it is closer to nothing in their distance than in their
        /// product: `−2q·x = |q−x|² − |q|² − |x|²`, the lengths being exact.
        private void angles(int[] nodes, int count, float[] keys) {
            float length = usualLength * scale;
            for (int i = 0; i < count; i++) {
                float inverse = inverseLengths[nodes[i]] / scale;
                keys[i] = (keys[i] - length * length) * inverse - 1 / inverse;
            }
        }
    }

    /// The mean of a sample's.
    private float usualLength() {
        int sampled = Math.min(size(), SAMPLE);
        double sum = 0;
        for (int i = 0; i < sampled; i++) {
            sum += 1 / inverseLengths[(int) ((long) i * size() / sampled)];
        }
        return (float) (sum / sampled);
    }

    void write(IndexOutput output) throws IOException {
        basis.write(output);
        ImageBasis.writeFloats(inverseLengths, output);
        for (int n = 0; n < size(); n++) {
            output.writeBytes(codes.bytes(), codes.at(n), dimensions());
        }
    }

    /// @param input at the image's first byte
    static VectorImage read(IndexInput input, int dimension, ImageShape shape, int count) throws IOException {
        ImageBasis basis = ImageBasis.read(input, dimension, shape);
        float[] inverseLengths = ImageBasis.readFloats(input, count);
        CodeRows codes = CodeRows.of(count, shape.dimensions());
        input.readBytes(codes.bytes(), codes.at(0), count * shape.dimensions());
        return new VectorImage(basis, shape.scale(), codes, inverseLengths);
    }
}
