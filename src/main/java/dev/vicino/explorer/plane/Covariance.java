package dev.vicino.explorer.plane;

import dev.vicino.Item;
import dev.vicino.VectorCollection;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The mean and the covariance matrix of a collection's vectors, read once, in double precision.
///
/// Products are taken of vectors from which a first vector was subtracted (the shifted data algorithm: Chan, Golub &
/// LeVeque 1983), so that vectors far from zero lose no digits.
final class Covariance {
    /// Vectors that are multiplied out at once: they stay in the second cache, while a row of the matrix stays in the
    /// first.
    private static final int BATCH = 64;

    private final int dimension;
    private final double[] shift;
    private final double[] sum;
    private final double[][] products;
    private final double[][] batch;
    private int batched;
    private long count;

    private Covariance(int dimension) {
        this.dimension = dimension;
        this.shift = new double[dimension];
        this.sum = new double[dimension];
        this.products = new double[dimension][dimension];
        this.batch = new double[BATCH][dimension];
    }

    static Covariance of(VectorCollection items, Headway headway) {
        Covariance covariance = new Covariance(items.spec().dimension());
        long expected = items.count();
        try (Stream<Item> scan = items.scan()) {
            for (Iterator<Item> each = scan.iterator(); each.hasNext(); ) {
                covariance.add(each.next().vector());
                if (covariance.batched == BATCH) {
                    covariance.multiplyOut();
                    headway.at(covariance.count, expected);
                }
            }
        }
        covariance.multiplyOut();
        headway.at(1, 1);
        return covariance;
    }

    private void add(float[] vector) {
        if (count == 0) {
            for (int i = 0; i < dimension; i++) {
                shift[i] = vector[i];
            }
        }
        double[] shifted = batch[batched++];
        for (int i = 0; i < dimension; i++) {
            shifted[i] = vector[i] - shift[i];
            sum[i] += shifted[i];
        }
        count++;
    }

    /// Each row by one thread, so that the sums are the same however many there are.
    private void multiplyOut() {
        int rows = batched;
        IntStream.range(0, dimension).parallel().forEach(i -> {
            double[] row = products[i];
            for (int v = 0; v < rows; v++) {
                double[] vector = batch[v];
                double factor = vector[i];
                if (factor != 0) {
                    for (int j = 0; j <= i; j++) {
                        row[j] += factor * vector[j];
                    }
                }
            }
        });
        batched = 0;
    }

    double[] mean() {
        double[] mean = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            mean[i] = shift[i] + sum[i] / Math.max(1, count);
        }
        return mean;
    }

    /// The matrix, symmetric: the mean product of two components' deviations.
    double[][] matrix() {
        double[][] matrix = new double[dimension][dimension];
        double vectors = Math.max(1, count);
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j <= i; j++) {
                double covariance = products[i][j] / vectors - sum[i] / vectors * (sum[j] / vectors);
                matrix[i][j] = covariance;
                matrix[j][i] = covariance;
            }
        }
        return matrix;
    }
}
