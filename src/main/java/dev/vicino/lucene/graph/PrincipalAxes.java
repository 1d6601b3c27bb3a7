package dev.vicino.lucene.graph;

import dev.vicino.exact.Kernels;
import java.util.Random;
import java.util.stream.IntStream;

/// The directions in which a sample of vectors varies most, most first (principal component analysis), found by
/// orthogonal iteration (Golub & Van Loan, *Matrix Computations*, §8.2.4).
///
/// @param mean of the sample
/// @param axes of unit length, each orthogonal to the others
/// @param variances of the sample along each axis
/// @param variance of the sample in all directions together
record PrincipalAxes(float[] mean, float[][] axes, double[] variances, double variance) {
    /// Enough for axes that hold 99.9 % of the variance which the best would.
    private static final int ITERATIONS = 6;

    /// @param sample which is written over
    /// @param count of axes, at most the dimension
    static PrincipalAxes of(float[][] sample, int count) {
        int dimension = sample[0].length;
        float[] mean = centre(sample);
        Kernels kernels = Kernels.fastest();
        double variance = 0;
        for (float[] vector : sample) {
            variance += kernels.dot(vector, vector) / (double) sample.length;
        }
        float[][] axes = randomAxes(count, dimension);
        double[] variances = new double[count];
        for (int i = 0; i < ITERATIONS; i++) {
            axes = stretched(sample, axes, kernels);
            orthonormalise(axes, variances, kernels);
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
        orthonormalise(axes, lengths, Kernels.fastest());
        return axes;
    }

    /// The sample's scatter matrix times each axis, without the matrix.
    private static float[][] stretched(float[][] sample, float[][] axes, Kernels kernels) {
        float[][] stretched = new float[axes.length][axes[0].length];
        IntStream.range(0, axes.length).parallel().forEach(a -> {
            for (float[] vector : sample) {
                addScaled(stretched[a], vector, kernels.dot(vector, axes[a]));
            }
        });
        return stretched;
    }

    /// Gram–Schmidt, twice, because once loses orthogonality to rounding.
    ///
    /// @param lengths receives that of each axis before it was made 1
    private static void orthonormalise(float[][] axes, double[] lengths, Kernels kernels) {
        for (int a = 0; a < axes.length; a++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int b = 0; b < a; b++) {
                    addScaled(axes[a], axes[b], -kernels.dot(axes[a], axes[b]));
                }
            }
            lengths[a] = Math.sqrt(kernels.dot(axes[a], axes[a]));
            float scale = lengths[a] == 0 ? 0 : (float) (1 / lengths[a]);
            for (int i = 0; i < axes[a].length; i++) {
                axes[a][i] *= scale;
            }
        }
    }

    private static void addScaled(float[] sum, float[] vector, float scale) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += scale * vector[i];
        }
    }
}
