package dev.vicino.lucene.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vicino.Metric;
import dev.vicino.exact.Steps;
import dev.vicino.exact.StoredRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rows of codes are compared as the vectors are that they stand for.
class SteppedRowsTest {
    private static final Steps STEPS = new Steps(1 / 255.0, 100);
    private static final int ROWS = 40;
    private static final int[] NUMBERS = {39, 0, 17, 18, 17};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 64, 127, 784, 1023})
    void values_are_those_of_the_vectors_to_the_last_bit(int dimension) throws IOException {
        Random random = new Random(dimension);
        float[][] vectors = new float[ROWS][dimension];
        float[] query = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            query[i] = (float) random.nextGaussian();
        }
        try (Directory files = new MMapDirectory(folder)) {
            try (IndexOutput output = files.createOutput("codes", IOContext.DEFAULT)) {
                // Where they begin, nothing is aligned.
                output.writeByte((byte) 0);
                for (float[] vector : vectors) {
                    for (int i = 0; i < dimension; i++) {
                        byte code = (byte) random.nextInt();
                        vector[i] = STEPS.number(code);
                        output.writeByte(code);
                    }
                }
            }
            try (IndexInput opened = files.openInput("codes", IOContext.DEFAULT)) {
                StoredRows rows =
                        VectorFile.inPlace(opened.slice("codes", 1, (long) ROWS * dimension), dimension, STEPS);
                assumeThat(rows).as("compared faster than floats here").isNotNull();
                if (rows != null) {
                    assertValues(rows, query, vectors);
                }
            }
        }
    }

    private static void assertValues(StoredRows rows, float[] query, float[][] vectors) {
        float[] squared = new float[NUMBERS.length];
        float[] absolute = new float[NUMBERS.length];
        float[] dots = new float[NUMBERS.length];
        float[] squares = new float[NUMBERS.length];
        rows.fetch(NUMBERS, NUMBERS.length);
        rows.squaredEuclidean(query, NUMBERS, NUMBERS.length, squared);
        rows.manhattan(query, NUMBERS, NUMBERS.length, absolute);
        rows.dotAndSquare(query, NUMBERS, NUMBERS.length, dots, squares);
        for (int i = 0; i < NUMBERS.length; i++) {
            float[] vector = vectors[NUMBERS[i]];
            for (Metric metric : Metric.values()) {
                assertThat(rows.value(metric, query, NUMBERS[i])).isEqualTo(metric.between(query, vector));
            }
            double distance = Math.pow(Metric.EUCLIDEAN.between(query, vector), 2);
            assertWithinBound(squared[i], distance, distance, query.length);
            double manhattan = Metric.MANHATTAN.between(query, vector);
            assertWithinBound(absolute[i], manhattan, manhattan, query.length);
            double magnitude = Metric.DOT_PRODUCT.between(magnitudes(query), magnitudes(vector));
            assertWithinBound(dots[i], Metric.DOT_PRODUCT.between(query, vector), magnitude, query.length);
            double square = Metric.DOT_PRODUCT.between(vector, vector);
            assertWithinBound(squares[i], square, square, query.length);
        }
        for (Metric metric : Metric.values()) {
            double[] values = new double[NUMBERS.length];
            rows.values(metric, query, NUMBERS, NUMBERS.length, values);
            for (int i = 0; i < NUMBERS.length; i++) {
                assertThat(values[i]).isEqualTo(metric.between(query, vectors[NUMBERS[i]]));
            }
        }
    }

    /// Of kernels of float32.
    private static void assertWithinBound(float actual, double expected, double magnitude, int dimension) {
        assertThat((double) actual).isCloseTo(expected, Offset.offset((dimension + 8) * 0x1p-24 * magnitude));
    }

    private static float[] magnitudes(float[] vector) {
        float[] magnitudes = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            magnitudes[i] = Math.abs(vector[i]);
        }
        return magnitudes;
    }
}
