package dev.vicino.exact;

import dev.vicino.Metric;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Eight lanes are the eight sums of [Metric#between]. A machine without such registers computes as the metric does.
/// Written out for the reason that [SimdRowKernels] gives.
final class SimdMetricValues implements MetricValues {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_512;
    private static final int LANES = DOUBLES.length();
    private static final boolean FITS = DoubleVector.SPECIES_PREFERRED.length() >= LANES;

    @Override
    public double between(Metric metric, float[] a, float[] b) {
        if (!FITS || a.length != b.length) {
            return metric.between(a, b);
        }
        return switch (metric) {
            case EUCLIDEAN -> Math.sqrt(squaredEuclidean(a, b));
            case MANHATTAN -> manhattan(a, b);
            case DOT_PRODUCT -> dot(a, b);
            case COSINE -> cosineDistance(a, b);
        };
    }

    /// All three sums at once: one after the other, each would wait for its own additions alone.
    private static double cosineDistance(float[] a, float[] b) {
        DoubleVector products = DoubleVector.zero(DOUBLES);
        DoubleVector squaresOfA = products;
        DoubleVector squaresOfB = products;
        int whole = FLOATS.loopBound(a.length);
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector x =
                    (DoubleVector) FloatVector.fromArray(FLOATS, a, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector y =
                    (DoubleVector) FloatVector.fromArray(FLOATS, b, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
            products = products.add(x.mul(y));
            squaresOfA = squaresOfA.add(x.mul(x));
            squaresOfB = squaresOfB.add(y.mul(y));
        }
        if (whole < a.length) {
            VectorMask<Float> rest = FLOATS.indexInRange(whole, a.length);
            DoubleVector x = (DoubleVector)
                    FloatVector.fromArray(FLOATS, a, whole, rest).convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector y = (DoubleVector)
                    FloatVector.fromArray(FLOATS, b, whole, rest).convertShape(VectorOperators.F2D, DOUBLES, 0);
            products = products.add(x.mul(y));
            squaresOfA = squaresOfA.add(x.mul(x));
            squaresOfB = squaresOfB.add(y.mul(y));
        }
        double lengths = Math.sqrt(total(squaresOfA.toArray())) * Math.sqrt(total(squaresOfB.toArray()));
        return lengths == 0
                ? Metric.COSINE.between(a, b)
                : 1 - Math.clamp(total(products.toArray()) / lengths, -1.0, 1.0);
    }

    private static double squaredEuclidean(float[] a, float[] b) {
        DoubleVector sums = DoubleVector.zero(DOUBLES);
        int whole = FLOATS.loopBound(a.length);
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector x =
                    (DoubleVector) FloatVector.fromArray(FLOATS, a, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector y =
                    (DoubleVector) FloatVector.fromArray(FLOATS, b, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector difference = x.sub(y);
            sums = sums.add(difference.mul(difference));
        }
        if (whole < a.length) {
            VectorMask<Float> rest = FLOATS.indexInRange(whole, a.length);
            DoubleVector x = (DoubleVector)
                    FloatVector.fromArray(FLOATS, a, whole, rest).convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector y = (DoubleVector)
                    FloatVector.fromArray(FLOATS, b, whole, rest).convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector difference = x.sub(y);
            sums = sums.add(difference.mul(difference));
        }
        return total(sums.toArray());
    }

    private static double manhattan(float[] a, float[] b) {
        DoubleVector sums = DoubleVector.zero(DOUBLES);
        int whole = FLOATS.loopBound(a.length);
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector x =
                    (DoubleVector) FloatVector.fromArray(FLOATS, a, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector y =
                    (DoubleVector) FloatVector.fromArray(FLOATS, b, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
            sums = sums.add(x.sub(y).abs());
        }
        if (whole < a.length) {
            VectorMask<Float> rest = FLOATS.indexInRange(whole, a.length);
            DoubleVector x = (DoubleVector)
                    FloatVector.fromArray(FLOATS, a, whole, rest).convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector y = (DoubleVector)
                    FloatVector.fromArray(FLOATS, b, whole, rest).convertShape(VectorOperators.F2D, DOUBLES, 0);
            sums = sums.add(x.sub(y).abs());
        }
        return total(sums.toArray());
    }

    private static double dot(float[] a, float[] b) {
        DoubleVector sums = DoubleVector.zero(DOUBLES);
        int whole = FLOATS.loopBound(a.length);
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector x =
                    (DoubleVector) FloatVector.fromArray(FLOATS, a, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector y =
                    (DoubleVector) FloatVector.fromArray(FLOATS, b, i).convertShape(VectorOperators.F2D, DOUBLES, 0);
            sums = sums.add(x.mul(y));
        }
        if (whole < a.length) {
            VectorMask<Float> rest = FLOATS.indexInRange(whole, a.length);
            DoubleVector x = (DoubleVector)
                    FloatVector.fromArray(FLOATS, a, whole, rest).convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector y = (DoubleVector)
                    FloatVector.fromArray(FLOATS, b, whole, rest).convertShape(VectorOperators.F2D, DOUBLES, 0);
            sums = sums.add(x.mul(y));
        }
        return total(sums.toArray());
    }

    /// In the order that the metric says.
    private static double total(double[] sums) {
        double even = (sums[0] + sums[4]) + (sums[2] + sums[6]);
        double odd = (sums[1] + sums[5]) + (sums[3] + sums[7]);
        return even + odd;
    }
}
