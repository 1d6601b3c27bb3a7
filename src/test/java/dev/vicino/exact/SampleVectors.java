package dev.vicino.exact;

import dev.vicino.Metric;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Vectors that lead float32 to its limits, and the answers by the definition.
enum SampleVectors {
    /// The common case.
    UNIFORM {
        @Override
        float[][] make(int count, int dimension) {
            return uniform(count, dimension, 1, 1);
        }
    },
    /// They differ by less than float32 sums can tell.
    INDISTINCT {
        @Override
        float[][] make(int count, int dimension) {
            Random random = new Random(2);
            float[] centre = uniform(1, dimension, 3, 1)[0];
            float[][] vectors = new float[count][];
            for (int i = 0; i < count; i++) {
                vectors[i] = centre.clone();
                int at = random.nextInt(dimension);
                vectors[i][at] = random.nextBoolean() ? Math.nextUp(centre[at]) : Math.nextDown(centre[at]);
            }
            return vectors;
        }
    },
    /// Far from the origin and close together: norms and dot products cancel.
    FAR_OFF {
        @Override
        float[][] make(int count, int dimension) {
            float[][] vectors = uniform(count, dimension, 4, 1);
            for (float[] vector : vectors) {
                for (int i = 0; i < dimension; i++) {
                    vector[i] += 5000;
                }
            }
            return vectors;
        }
    },
    HUGE {
        @Override
        float[][] make(int count, int dimension) {
            return uniform(count, dimension, 5, 1e38f);
        }
    },
    TINY {
        @Override
        float[][] make(int count, int dimension) {
            return uniform(count, dimension, 6, 1e-42f);
        }
    },
    /// From subnormal to nearly infinite, so that each is a query to all the others.
    OF_ALL_MAGNITUDES {
        @Override
        float[][] make(int count, int dimension) {
            float[] scales = {1e-42f, 1e-30f, 1e-19f, 1, 1e19f, 1e37f};
            float[][] vectors = new float[count][];
            for (int i = 0; i < count; i++) {
                vectors[i] = uniform(1, dimension, 7 + i, scales[i % scales.length])[0];
            }
            return vectors;
        }
    },
    /// Two vectors, again and again.
    TIED {
        @Override
        float[][] make(int count, int dimension) {
            float[][] two = uniform(2, dimension, 8, 1);
            return IntStream.range(0, count).mapToObj(i -> two[i % 2].clone()).toArray(float[][]::new);
        }
    };

    /// None of them is all zeros.
    abstract float[][] make(int count, int dimension);

    /// The first, one from the middle and the last: under [#OF_ALL_MAGNITUDES] of different scales.
    static float[][] queries(float[][] vectors) {
        return new float[][] {vectors[0], vectors[vectors.length / 2 + 1], vectors[vectors.length - 1]};
    }

    /// The nearest by [Metric#between] and then by number, and all that are tied with the last.
    static List<Neighbour> nearest(Metric metric, float[] query, float[][] vectors, int limit) {
        return nearest(metric, query, vectors, limit, IntStream.range(0, vectors.length));
    }

    static List<Neighbour> nearest(Metric metric, float[] query, float[][] vectors, int limit, IntStream accepted) {
        List<Neighbour> all = accepted.mapToObj(i -> new Neighbour(i, metric.between(query, vectors[i])))
                .sorted((a, b) -> metric.compareNearestFirst(a.value(), b.value()))
                .toList();
        if (all.size() <= limit) {
            return all;
        }
        double last = all.get(limit - 1).value();
        return all.stream()
                .filter(each -> metric.compareNearestFirst(each.value(), last) <= 0)
                .toList();
    }

    /// Row after row.
    static VectorBlock block(float[][] vectors) {
        int dimension = vectors[0].length;
        float[] rows = new float[vectors.length * dimension];
        for (int i = 0; i < vectors.length; i++) {
            System.arraycopy(vectors[i], 0, rows, i * dimension, dimension);
        }
        return VectorBlock.of(rows, dimension);
    }

    static float[][] gaussian(int count, int dimension, long seed) {
        Random random = new Random(seed * 10_000 + dimension);
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                vector[i] = (float) random.nextGaussian();
            }
        }
        return vectors;
    }

    static float[] magnitudes(float[] vector) {
        float[] magnitudes = vector.clone();
        for (int i = 0; i < magnitudes.length; i++) {
            magnitudes[i] = Math.abs(magnitudes[i]);
        }
        return magnitudes;
    }

    private static float[][] uniform(int count, int dimension, long seed, float scale) {
        Random random = new Random(seed);
        float[][] vectors = new float[count][dimension];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                vector[i] = (2 * random.nextFloat() - 1) * scale;
            }
            if (vector[0] == 0) {
                vector[0] = scale;
            }
        }
        return vectors;
    }
}
