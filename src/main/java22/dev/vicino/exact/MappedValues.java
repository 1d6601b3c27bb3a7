package dev.vicino.exact;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.vicino.Metric;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// The values of [Metric#between] for rows of little-endian floats in memory, or of codes that stand for floats, to the
/// last bit: its eight sums in one register of eight doubles, which not every machine has. Written out for the reason
/// that [SimdRowKernels] gives. For one thread.
final class MappedValues {
    /// Whether this machine has such registers.
    static final boolean FIT = DoubleVector.SPECIES_PREFERRED.length() >= SimdMetricValues.SUMS;

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_512;
    private static final int SUMS = SimdMetricValues.SUMS;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_64;

    private final MemorySegment memory;

    /// Null for rows of floats.
    private final @Nullable Steps steps;

    private final double[] products = new double[SUMS];
    private final double[] squaresOfQuery = new double[SUMS];
    private final double[] squaresOfRow = new double[SUMS];

    /// Of rows of floats.
    MappedValues(MemorySegment memory) {
        this.memory = memory;
        this.steps = null;
    }

    /// Of rows of codes.
    MappedValues(MemorySegment memory, Steps steps) {
        this.memory = memory;
        this.steps = steps;
    }

    /// @param query as many finite floats as the row has
    /// @param row offset of its first byte
    /// @throws dev.vicino.InvalidVectorException for cosine, if either is all zeros
    double between(Metric metric, float[] query, long row) {
        return switch (metric) {
            case EUCLIDEAN -> Math.sqrt(squaredEuclidean(query, row));
            case MANHATTAN -> manhattan(query, row);
            case DOT_PRODUCT -> dot(query, row);
            case COSINE -> cosineDistance(query, row);
        };
    }

    double squaredEuclidean(float[] query, long row) {
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        int whole = query.length / SUMS * SUMS;
        for (int i = 0; i < whole; i += SUMS) {
            DoubleVector d = doubles(FloatVector.fromArray(FLOATS, query, i)).sub(components(row, i));
            sum = sum.add(d.mul(d));
        }
        double[] sums = products;
        sum.intoArray(sums, 0);
        for (int i = whole; i < query.length; i++) {
            double difference = query[i] - component(row, i);
            sums[i - whole] += difference * difference;
        }
        return SimdMetricValues.total(sums);
    }

    double manhattan(float[] query, long row) {
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        int whole = query.length / SUMS * SUMS;
        for (int i = 0; i < whole; i += SUMS) {
            DoubleVector d = doubles(FloatVector.fromArray(FLOATS, query, i)).sub(components(row, i));
            sum = sum.add(d.abs());
        }
        double[] sums = products;
        sum.intoArray(sums, 0);
        for (int i = whole; i < query.length; i++) {
            sums[i - whole] += Math.abs(query[i] - component(row, i));
        }
        return SimdMetricValues.total(sums);
    }

    double dot(float[] query, long row) {
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        int whole = query.length / SUMS * SUMS;
        for (int i = 0; i < whole; i += SUMS) {
            DoubleVector x = components(row, i);
            sum = sum.add(doubles(FloatVector.fromArray(FLOATS, query, i)).mul(x));
        }
        double[] sums = products;
        sum.intoArray(sums, 0);
        for (int i = whole; i < query.length; i++) {
            sums[i - whole] += query[i] * component(row, i);
        }
        return SimdMetricValues.total(sums);
    }

    double square(int dimension, long row) {
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        int whole = dimension / SUMS * SUMS;
        for (int i = 0; i < whole; i += SUMS) {
            DoubleVector x = components(row, i);
            sum = sum.add(x.mul(x));
        }
        double[] sums = products;
        sum.intoArray(sums, 0);
        for (int i = whole; i < dimension; i++) {
            double x = component(row, i);
            sums[i - whole] += x * x;
        }
        return SimdMetricValues.total(sums);
    }

    private double cosineDistance(float[] query, long row) {
        DoubleVector product = DoubleVector.zero(DOUBLES);
        DoubleVector squareOfQuery = product;
        DoubleVector squareOfRow = product;
        int whole = query.length / SUMS * SUMS;
        for (int i = 0; i < whole; i += SUMS) {
            DoubleVector q = doubles(FloatVector.fromArray(FLOATS, query, i));
            DoubleVector x = components(row, i);
            product = product.add(q.mul(x));
            squareOfQuery = squareOfQuery.add(q.mul(q));
            squareOfRow = squareOfRow.add(x.mul(x));
        }
        product.intoArray(products, 0);
        squareOfQuery.intoArray(squaresOfQuery, 0);
        squareOfRow.intoArray(squaresOfRow, 0);
        for (int i = whole; i < query.length; i++) {
            double q = query[i];
            double x = component(row, i);
            products[i - whole] += q * x;
            squaresOfQuery[i - whole] += q * q;
            squaresOfRow[i - whole] += x * x;
        }
        double lengths =
                Math.sqrt(SimdMetricValues.total(squaresOfQuery)) * Math.sqrt(SimdMetricValues.total(squaresOfRow));
        return lengths == 0
                ? Metric.COSINE.between(query, copy(query.length, row))
                : 1 - Math.clamp(SimdMetricValues.total(products) / lengths, -1.0, 1.0);
    }

    private float[] copy(int dimension, long row) {
        float[] copy = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            copy[i] = (float) component(row, i);
        }
        return copy;
    }

    private double component(long row, int i) {
        return steps == null
                ? memory.get(FLOAT, row + (long) i * Float.BYTES)
                : steps.number(memory.get(ValueLayout.JAVA_BYTE, row + i));
    }

    /// Eight components from one on.
    private DoubleVector components(long row, int i) {
        if (steps == null) {
            return doubles(FloatVector.fromMemorySegment(FLOATS, memory, row + (long) i * Float.BYTES, LITTLE_ENDIAN));
        }
        DoubleVector codes = (DoubleVector) ByteVector.fromMemorySegment(BYTES, memory, row + i, LITTLE_ENDIAN)
                .convertShape(VectorOperators.B2D, DOUBLES, 0);
        DoubleVector numbers = codes.add(steps.middle()).mul(steps.unit());
        return doubles((FloatVector) numbers.convertShape(VectorOperators.D2F, FLOATS, 0));
    }

    private static DoubleVector doubles(FloatVector floats) {
        return (DoubleVector) floats.convertShape(VectorOperators.F2D, DOUBLES, 0);
    }
}
