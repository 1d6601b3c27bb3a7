package dev.vicino.exact;

import dev.vicino.Metric;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Eight lanes are the eight sums of [Metric#between]. A machine without such registers computes as the metric does.
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

    private static double cosineDistance(float[] a, float[] b) {
        double lengths = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b));
        return lengths == 0 ? Metric.COSINE.between(a, b) : 1 - Math.clamp(dot(a, b) / lengths, -1.0, 1.0);
    }

    private static double squaredEuclidean(float[] a, float[] b) {
        DoubleVector sums = DoubleVector.zero(DOUBLES);
        int whole = FLOATS.loopBound(a.length);
        for (int i = 0; i < whole; i += LANES) {
            DoubleVector d = at(a, i).sub(at(b, i));
            sums = sums.add(d.mul(d));
        }
        if (whole < a.length) {
            VectorMask<Float> rest = FLOATS.indexInRange(whole, a.length);
            DoubleVector d = at(a, whole, rest).sub(at(b, whole, rest));
            sums = sums.add(d.mul(d));
        }
        return total(sums);
    }

    private static double manhattan(float[] a, float[] b) {
        DoubleVector sums = DoubleVector.zero(DOUBLES);
        int whole = FLOATS.loopBound(a.length);
        for (int i = 0; i < whole; i += LANES) {
            sums = sums.add(at(a, i).sub(at(b, i)).abs());
        }
        if (whole < a.length) {
            VectorMask<Float> rest = FLOATS.indexInRange(whole, a.length);
            sums = sums.add(at(a, whole, rest).sub(at(b, whole, rest)).abs());
        }
        return total(sums);
    }

    private static double dot(float[] a, float[] b) {
        DoubleVector sums = DoubleVector.zero(DOUBLES);
        int whole = FLOATS.loopBound(a.length);
        for (int i = 0; i < whole; i += LANES) {
            sums = sums.add(at(a, i).mul(at(b, i)));
        }
        if (whole < a.length) {
            VectorMask<Float> rest = FLOATS.indexInRange(whole, a.length);
            sums = sums.add(at(a, whole, rest).mul(at(b, whole, rest)));
        }
        return total(sums);
    }

    private static DoubleVector at(float[] array, int index) {
        return doubles(FloatVector.fromArray(FLOATS, array, index));
    }

    private static DoubleVector at(float[] array, int index, VectorMask<Float> mask) {
        return doubles(FloatVector.fromArray(FLOATS, array, index, mask));
    }

    private static DoubleVector doubles(FloatVector floats) {
        return (DoubleVector) floats.convertShape(VectorOperators.F2D, DOUBLES, 0);
    }

    /// In the order that the metric says.
    private static double total(DoubleVector sums) {
        double even = (sums.lane(0) + sums.lane(4)) + (sums.lane(2) + sums.lane(6));
        double odd = (sums.lane(1) + sums.lane(5)) + (sums.lane(3) + sums.lane(7));
        return even + odd;
    }
}
