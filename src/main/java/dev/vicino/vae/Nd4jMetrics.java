package dev.vicino.vae;

import dev.vicino.DimensionMismatchException;
import dev.vicino.InvalidVectorException;
import dev.vicino.Metric;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/// The four metrics by ND4J's own calls, for the lesson's second opinion: it computes every comparison once written out
/// ([Metric#between]) and once through the library.
public final class Nd4jMetrics {
    private Nd4jMetrics() {}

    /// The value between two vectors.
    ///
    /// @param a a vector of finite floats
    /// @param b a vector of as many finite floats
    /// @throws DimensionMismatchException if the lengths differ
    /// @throws InvalidVectorException for [Metric#COSINE], if either vector is all zeros
    public static double between(Metric metric, float[] a, float[] b) {
        if (a.length != b.length) {
            throw new DimensionMismatchException(
                    "cannot compare a vector of " + a.length + " dimensions with one of " + b.length + " through ND4J");
        }
        NativeMath.prepareThread();
        try (INDArray left = doubles(a);
                INDArray right = doubles(b)) {
            return switch (metric) {
                case EUCLIDEAN -> left.distance2(right);
                case MANHATTAN -> left.distance1(right);
                case DOT_PRODUCT -> Nd4j.getBlasWrapper().dot(left, right);
                case COSINE -> cosineDistance(left, right);
            };
        }
    }

    private static double cosineDistance(INDArray left, INDArray right) {
        if (left.norm2Number().doubleValue() == 0 || right.norm2Number().doubleValue() == 0) {
            throw new InvalidVectorException("a zero vector has no direction, so no cosine distance");
        }
        return Transforms.cosineDistance(left, right);
    }

    /// In double precision: a cosine distance close to zero would keep hardly a digit in floats.
    private static INDArray doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return Nd4j.createFromArray(wide);
    }
}
