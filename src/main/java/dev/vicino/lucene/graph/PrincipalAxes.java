package dev.vicino.lucene.graph;

import dev.vicino.exact.Kernels;
import java.util.Random;
import java.util.stream.IntStream;

/// The directions in which a sample of vectors varies most, most first (principal component analysis), found by
/// orthogonal iteration (Golub & Van Loan, *Matrix Computations*, §8.2.4).
///
/// In loops that the compiler turns into SIMD code by itself: see [Kernels#inPlainJava].
///
/// @param mean of the sample
/// @param axes of unit length, each orthogonal to the others
/// @param variances of the sample along each axis
/// @param variance of the sample in all directions together
record PrincipalAxes(float[] mean, float[][] axes, double[] variances, double variance) {
    /// Enough for axes that hold 99.9 % of the variance which the best would.
    private static final int ITERATIONS = 6;

    /// Of the scatter matrix, to which a vector is added while they are in the cache.
    private static final int ROWS_AT_ONCE = 16;

    /// @param sample which is written over
    /// @param count of axes, at most the dimension
    static PrincipalAxes of(float[][] sample, int count) {
        int dimension = sample[0].length;
        float[] mean = centre(sample);
        float[][] scatter = scatter(sample);
        double variance = 0;
        for (int i = 0; i < dimension; i++) {
            variance += scatter[i][i] / (double) sample.length;
        }
        float[][] axes = randomAxes(count, dimension);
        double[] variances = new double[count];
        for (int i = 0; i < ITERATIONS; i++) {
            axes = stretched(scatter, axes);
            orthonormalise(axes, variances);
        }
        for (int i = 0; i < count; i++) {
            // An axis comes back as long as its variance times the size of the sample.
            variances[i] /= sample.length;
        }
        return new PrincipalAxes(mean, axes, variances, variance);
    }

    /// The share of the variance that lies along the first axes, in [0, 1].
    double explained(int first) {
        double sum = 0;
        for (int i = 0; i < first; i++) {
            sum += variances[i];
        }
        return variance == 0 ? 1 : Math.min(1, sum / variance);
    }

    private static float[] centre(float[][] sample) {
        float[] mean = mean(sample);
        for (float[] vector : sample) {
            for (int i = 0; i < mean.length; i++) {
                vector[i] -= mean[i];
            }
        }
        return mean;
    }

    static float[] mean(float[][] sample) {
        double[] sum = new double[sample[0].length];
        for (float[] vector : sample) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / sample.length);
        }
        return mean;
    }

    private static float[][] randomAxes(int count, int dimension) {
        Random random = new Random(42);
        float[][] axes = new float[count][dimension];
        for (float[] axis : axes) {
            for (int i = 0; i < dimension; i++) {
                axis[i] = (float) random.nextGaussian();
            }
        }
        double[] lengths = new double[count];
        orthonormalise(axes, lengths);
        return axes;
    }

    /// The sum of each vector's outer product with itself.
    private static float[][] scatter(float[][] sample) {
        int dimension = sample[0].length;
        float[][] scatter = new float[dimension][dimension];
        int pieces = (dimension + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE;
        IntStream.range(0, pieces).parallel().forEach(piece -> {
            int from = piece * ROWS_AT_ONCE;
            int to = Math.min(from + ROWS_AT_ONCE, dimension);
            for (float[] vector : sample) {
                for (int i = from; i < to; i++) {
                    addScaled(scatter[i], vector, vector[i], i);
                }
            }
        });
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < i; j++) {
                scatter[i][j] = scatter[j][i];
            }
        }
        return scatter;
    }

    /// The matrix, which is symmetric, times each axis.
    private static float[][] stretched(float[][] scatter, float[][] axes) {
        float[][] stretched = new float[axes.length][scatter.length];
        IntStream.range(0, axes.length).parallel().forEach(a -> {
            for (int i = 0; i < scatter.length; i++) {
                addScaled(stretched[a], scatter[i], axes[a][i], 0);
            }
        });
        return stretched;
    }

    /// Gram–Schmidt, twice, because once loses orthogonality to rounding.
    ///
    /// @param lengths receives that of each axis before it was made 1
    private static void orthonormalise(float[][] axes, double[] lengths) {
        Kernels kernels = Kernels.inPlainJava();
        for (int a = 0; a < axes.length; a++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int b = 0; b < a; b++) {
                    addScaled(axes[a], axes[b], -kernels.dot(axes[a], axes[b]), 0);
                }
            }
            lengths[a] = Math.sqrt(kernels.dot(axes[a], axes[a]));
            float scale = lengths[a] == 0 ? 0 : (float) (1 / lengths[a]);
            for (int i = 0; i < axes[a].length; i++) {
                axes[a][i] *= scale;
            }
        }
    }

    private static void addScaled(float[] sum, float[] vector, float scale, int from) {
        for (int i = from; i < sum.length; i++) {
            sum[i] += scale * vector[i];
        }
    }
}
