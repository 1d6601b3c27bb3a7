package dev.vicino.exact;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.vicino.Metric;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntToDoubleFunction;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/// The values of [Metric#between] for rows of little-endian floats in memory, or of codes that stand for floats, to the
/// last bit: its eight sums in one register of eight doubles, which not every machine has. Written out for the reason
/// that [SimdRowKernels] gives. For one thread.
///
/// Making doubles takes as long as computing with them: of the query they are made once for all rows.
final class MappedValues {
    /// Whether this machine has such registers.
    static final boolean FIT = DoubleVector.SPECIES_PREFERRED.length() >= SimdMetricValues.SUMS;

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_512;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_64;
    private static final int SUMS = SimdMetricValues.SUMS;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);

    private final MemorySegment memory;
    private final int dimension;

    /// Components that come eight at a time.
    private final int whole;

    /// Null for rows of floats.
    private final @Nullable Steps steps;

    private final double[] query;
    private double lengthOfQuery;
    private final double[] sums = new double[SUMS];
    private final double[] squares = new double[SUMS];

    /// @param steps that the rows' codes are of; null for rows of floats
    MappedValues(MemorySegment memory, int dimension, @Nullable Steps steps) {
        this.memory = memory;
        this.dimension = dimension;
        this.whole = dimension / SUMS * SUMS;
        this.steps = steps;
        this.query = new double[dimension];
    }

    /// @param to as many finite floats as the rows have, to be compared with from now on
    void turn(float[] to) {
        DoubleVector square = DoubleVector.zero(DOUBLES);
        for (int i = 0; i < whole; i += SUMS) {
            DoubleVector q = doubles(FloatVector.fromArray(FLOATS, to, i));
            q.intoArray(query, i);
            square = square.add(q.mul(q));
        }
        square.intoArray(squares, 0);
        for (int i = whole; i < dimension; i++) {
            query[i] = to[i];
            squares[i - whole] += query[i] * query[i];
        }
        lengthOfQuery = Math.sqrt(SimdMetricValues.total(squares));
    }

    /// @param row offset of its first byte
    /// @throws dev.vicino.InvalidVectorException for cosine, if either is all zeros
    double value(Metric metric, long row) {
        return switch (metric) {
            case EUCLIDEAN -> Math.sqrt(squaredEuclidean(row));
            case MANHATTAN -> manhattan(row);
            case DOT_PRODUCT -> dot(row);
            case COSINE -> cosineDistance(row);
        };
    }

    private double squaredEuclidean(long row) {
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        for (int i = 0; i < whole; i += SUMS) {
            DoubleVector d = DoubleVector.fromArray(DOUBLES, query, i).sub(components(row, i));
            sum = sum.add(d.mul(d));
        }
        sum.intoArray(sums, 0);
        for (int i = whole; i < dimension; i++) {
            double difference = query[i] - component(row, i);
            sums[i - whole] += difference * difference;
        }
        return SimdMetricValues.total(sums);
    }

    private double manhattan(long row) {
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        for (int i = 0; i < whole; i += SUMS) {
            sum = sum.add(DoubleVector.fromArray(DOUBLES, query, i)
                    .sub(components(row, i))
                    .abs());
        }
        sum.intoArray(sums, 0);
        for (int i = whole; i < dimension; i++) {
            sums[i - whole] += Math.abs(query[i] - component(row, i));
        }
        return SimdMetricValues.total(sums);
    }

    private double dot(long row) {
        DoubleVector sum = DoubleVector.zero(DOUBLES);
        for (int i = 0; i < whole; i += SUMS) {
            sum = sum.add(DoubleVector.fromArray(DOUBLES, query, i).mul(components(row, i)));
        }
        sum.intoArray(sums, 0);
        for (int i = whole; i < dimension; i++) {
            sums[i - whole] += query[i] * component(row, i);
        }
        return SimdMetricValues.total(sums);
    }

    private double cosineDistance(long row) {
        DoubleVector product = DoubleVector.zero(DOUBLES);
        DoubleVector square = product;
        for (int i = 0; i < whole; i += SUMS) {
            DoubleVector x = components(row, i);
            product = product.add(DoubleVector.fromArray(DOUBLES, query, i).mul(x));
            square = square.add(x.mul(x));
        }
        product.intoArray(sums, 0);
        square.intoArray(squares, 0);
        for (int i = whole; i < dimension; i++) {
            double x = component(row, i);
            sums[i - whole] += query[i] * x;
            squares[i - whole] += x * x;
        }
        double lengths = lengthOfQuery * Math.sqrt(SimdMetricValues.total(squares));
        return lengths == 0
                ? Metric.COSINE.between(floats(i -> query[i]), floats(i -> component(row, i)))
                : 1 - Math.clamp(SimdMetricValues.total(sums) / lengths, -1.0, 1.0);
    }

    private float[] floats(IntToDoubleFunction components) {
        float[] floats = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            floats[i] = (float) components.applyAsDouble(i);
        }
        return floats;
    }

    private double component(long row, int i) {
        return steps == null
                ? memory.get(FLOAT, row + (long) i * Float.BYTES)
                : steps.number(memory.get(ValueLayout.JAVA_BYTE, row + i));
    }

    /// Eight components from one on; those that codes stand for are made as [Steps#madeByFloats] says.
    private DoubleVector components(long row, int i) {
        if (steps == null) {
            return doubles(FloatVector.fromMemorySegment(FLOATS, memory, row + (long) i * Float.BYTES, LITTLE_ENDIAN));
        }
        FloatVector codes = (FloatVector) ByteVector.fromMemorySegment(BYTES, memory, row + i, LITTLE_ENDIAN)
                .convertShape(VectorOperators.B2F, FLOATS, 0);
        FloatVector k = codes.add(steps.middle());
        return doubles(k.fma(FloatVector.broadcast(FLOATS, steps.coarseUnit()), k.mul(steps.restOfUnit())));
    }

    private static DoubleVector doubles(FloatVector floats) {
        return (DoubleVector) floats.convertShape(VectorOperators.F2D, DOUBLES, 0);
    }
}
