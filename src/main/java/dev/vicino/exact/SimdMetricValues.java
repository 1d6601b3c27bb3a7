package dev.vicino.exact;

import dev.vicino.Metric;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The eight sums of [Metric#between] in two registers of four, as many as every machine of today has. A wider register
/// would have to wait as long for its additions. A machine with narrower ones computes as the metric does.
/// Written out for the reason that [SimdRowKernels] gives.
final class SimdMetricValues implements MetricValues {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_128;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_256;
    private static final int LANES = DOUBLES.length();
    static final int SUMS = 2 * LANES;
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

    @Override
    public double length(float[] rows, int from, int dimension) {
        if (!FITS) {
            return Vectors.length(rows, from, dimension);
        }
        DoubleVector s0 = DoubleVector.zero(DOUBLES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int whole = from + dimension / (2 * SUMS) * (2 * SUMS);
        for (int i = from; i < whole; i += 2 * SUMS) {
            DoubleVector d0 = doubles(rows, i);
            DoubleVector d1 = doubles(rows, i + LANES);
            DoubleVector d2 = doubles(rows, i + 2 * LANES);
            DoubleVector d3 = doubles(rows, i + 3 * LANES);
            s0 = d0.fma(d0, s0);
            s1 = d1.fma(d1, s1);
            s2 = d2.fma(d2, s2);
            s3 = d3.fma(d3, s3);
        }
        double sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
        for (int i = whole; i < from + dimension; i++) {
            sum += (double) rows[i] * rows[i];
        }
        return Math.sqrt(sum);
    }

    private static double squaredEuclidean(float[] a, float[] b) {
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = low;
        int whole = a.length / SUMS * SUMS;
        for (int i = 0; i < whole; i += SUMS) {
            DoubleVector d0 = doubles(a, i).sub(doubles(b, i));
            DoubleVector d1 = doubles(a, i + LANES).sub(doubles(b, i + LANES));
            low = low.add(d0.mul(d0));
            high = high.add(d1.mul(d1));
        }
        double[] sums = sums(low, high);
        for (int i = whole; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sums[i - whole] += difference * difference;
        }
        return total(sums);
    }

    private static double manhattan(float[] a, float[] b) {
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = low;
        int whole = a.length / SUMS * SUMS;
        for (int i = 0; i < whole; i += SUMS) {
            low = low.add(doubles(a, i).sub(doubles(b, i)).abs());
            high = high.add(doubles(a, i + LANES).sub(doubles(b, i + LANES)).abs());
        }
        double[] sums = sums(low, high);
        for (int i = whole; i < a.length; i++) {
            sums[i - whole] += Math.abs((double) a[i] - b[i]);
        }
        return total(sums);
    }

    private static double dot(float[] a, float[] b) {
        DoubleVector low = DoubleVector.zero(DOUBLES);
        DoubleVector high = low;
        int whole = a.length / SUMS * SUMS;
        for (int i = 0; i < whole; i += SUMS) {
            low = low.add(doubles(a, i).mul(doubles(b, i)));
            high = high.add(doubles(a, i + LANES).mul(doubles(b, i + LANES)));
        }
        double[] sums = sums(low, high);
        for (int i = whole; i < a.length; i++) {
            sums[i - whole] += (double) a[i] * b[i];
        }
        return total(sums);
    }

    /// All three sums at once: one after the other, each would wait for its own additions alone.
    private static double cosineDistance(float[] a, float[] b) {
        DoubleVector lowProducts = DoubleVector.zero(DOUBLES);
        DoubleVector highProducts = lowProducts;
        DoubleVector lowOfA = lowProducts;
        DoubleVector highOfA = lowProducts;
        DoubleVector lowOfB = lowProducts;
        DoubleVector highOfB = lowProducts;
        int whole = a.length / SUMS * SUMS;
        for (int i = 0; i < whole; i += SUMS) {
            DoubleVector x0 = doubles(a, i);
            DoubleVector x1 = doubles(a, i + LANES);
            DoubleVector y0 = doubles(b, i);
            DoubleVector y1 = doubles(b, i + LANES);
            lowProducts = lowProducts.add(x0.mul(y0));
            highProducts = highProducts.add(x1.mul(y1));
            lowOfA = lowOfA.add(x0.mul(x0));
            highOfA = highOfA.add(x1.mul(x1));
            lowOfB = lowOfB.add(y0.mul(y0));
            highOfB = highOfB.add(y1.mul(y1));
        }
        double[] products = sums(lowProducts, highProducts);
        double[] squaresOfA = sums(lowOfA, highOfA);
        double[] squaresOfB = sums(lowOfB, highOfB);
        for (int i = whole; i < a.length; i++) {
            double x = a[i];
            double y = b[i];
            products[i - whole] += x * y;
            squaresOfA[i - whole] += x * x;
            squaresOfB[i - whole] += y * y;
        }
        double lengths = Math.sqrt(total(squaresOfA)) * Math.sqrt(total(squaresOfB));
        return lengths == 0 ? Metric.COSINE.between(a, b) : 1 - Math.clamp(total(products) / lengths, -1.0, 1.0);
    }

    private static DoubleVector doubles(float[] array, int index) {
        return (DoubleVector) FloatVector.fromArray(FLOATS, array, index).convertShape(VectorOperators.F2D, DOUBLES, 0);
    }

    private static double[] sums(DoubleVector low, DoubleVector high) {
        double[] sums = new double[SUMS];
        low.intoArray(sums, 0);
        high.intoArray(sums, LANES);
        return sums;
    }

    /// In the order that the metric says.
    static double total(double[] sums) {
        double even = (sums[0] + sums[4]) + (sums[2] + sums[6]);
        double odd = (sums[1] + sums[5]) + (sums[3] + sums[7]);
        return even + odd;
    }
}
