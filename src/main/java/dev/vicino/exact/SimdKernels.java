package dev.vicino.exact;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The widest registers of the machine, several sums side by side to hide the latency of a fused multiply-add.
///
/// The kernels are written out for the reasons that [SimdRowKernels] gives: up to 325 bytes of code they may be inlined
/// where there is no room left for the vectors' own methods, and are a hundred times slower. Nor do they share a method
/// that takes vectors: once that was compiled by itself, it may no longer be inlined.
final class SimdKernels implements Kernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /// There is no register of fewer than eight bytes, so narrower machines compare codes without SIMD.
    private static final boolean CODES_FIT = LANES >= 8;

    private static final Kernels WITHOUT_SIMD = new ScalarKernels();

    private static final VectorSpecies<Integer> INTS = LANES >= 16 ? IntVector.SPECIES_512 : IntVector.SPECIES_256;

    private static final VectorSpecies<Byte> BYTES = LANES >= 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;
    private static final int INT_LANES = INTS.length();

    /// Narrower machines have no instruction that does it.
    private static final boolean LISTED_AT_ONCE = LANES == 16;

    private static final IntVector NUMBERS = IntVector.zero(INTS).addIndex(1);

    private static final VectorMask<Integer> UPPER_EIGHTS = upper(8);
    private static final VectorMask<Integer> UPPER_FOURS = upper(4);
    private static final VectorShuffle<Integer> EIGHT_APART = apart(8 % INT_LANES);
    private static final VectorShuffle<Integer> FOUR_APART = apart(4);
    private static final VectorShuffle<Integer> TWO_APART = apart(2);
    private static final VectorShuffle<Integer> ONE_APART = apart(1);

    /// Of four sums that are made at a time, the second and the third have changed places.
    private static final VectorShuffle<Integer> FIRST_OF_FOURS = VectorShuffle.fromOp(INTS, i -> switch (i) {
        case 1 -> 8 % INT_LANES;
        case 2 -> 4;
        case 3 -> 12 % INT_LANES;
        default -> 0;
    });

    private static final int LINE = 64;

    @Override
    public float squaredEuclidean(float[] a, float[] b) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (int end = a.length - 4 * LANES; i <= end; i += 4 * LANES) {
            FloatVector d0 = FloatVector.fromArray(SPECIES, a, i).sub(FloatVector.fromArray(SPECIES, b, i));
            s0 = d0.fma(d0, s0);
            FloatVector d1 =
                    FloatVector.fromArray(SPECIES, a, i + LANES).sub(FloatVector.fromArray(SPECIES, b, i + LANES));
            s1 = d1.fma(d1, s1);
            FloatVector d2 = FloatVector.fromArray(SPECIES, a, i + 2 * LANES)
                    .sub(FloatVector.fromArray(SPECIES, b, i + 2 * LANES));
            s2 = d2.fma(d2, s2);
            FloatVector d3 = FloatVector.fromArray(SPECIES, a, i + 3 * LANES)
                    .sub(FloatVector.fromArray(SPECIES, b, i + 3 * LANES));
            s3 = d3.fma(d3, s3);
        }
        for (int end = a.length - LANES; i <= end; i += LANES) {
            FloatVector d = FloatVector.fromArray(SPECIES, a, i).sub(FloatVector.fromArray(SPECIES, b, i));
            s0 = d.fma(d, s0);
        }
        float sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
        for (; i < a.length; i++) {
            float d = a[i] - b[i];
            sum += d * d;
        }
        return sum;
    }

    @Override
    public float manhattan(float[] a, float[] b) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (int end = a.length - 4 * LANES; i <= end; i += 4 * LANES) {
            FloatVector d0 = FloatVector.fromArray(SPECIES, a, i).sub(FloatVector.fromArray(SPECIES, b, i));
            s0 = s0.add(d0.abs());
            FloatVector d1 =
                    FloatVector.fromArray(SPECIES, a, i + LANES).sub(FloatVector.fromArray(SPECIES, b, i + LANES));
            s1 = s1.add(d1.abs());
            FloatVector d2 = FloatVector.fromArray(SPECIES, a, i + 2 * LANES)
                    .sub(FloatVector.fromArray(SPECIES, b, i + 2 * LANES));
            s2 = s2.add(d2.abs());
            FloatVector d3 = FloatVector.fromArray(SPECIES, a, i + 3 * LANES)
                    .sub(FloatVector.fromArray(SPECIES, b, i + 3 * LANES));
            s3 = s3.add(d3.abs());
        }
        for (int end = a.length - LANES; i <= end; i += LANES) {
            FloatVector d = FloatVector.fromArray(SPECIES, a, i).sub(FloatVector.fromArray(SPECIES, b, i));
            s0 = s0.add(d.abs());
        }
        float sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
        for (; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum;
    }

    @Override
    public float dot(float[] a, float[] b) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        int i = 0;
        for (int end = a.length - 8 * LANES; i <= end; i += 8 * LANES) {
            s0 = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.fromArray(SPECIES, b, i), s0);
            s1 = FloatVector.fromArray(SPECIES, a, i + LANES).fma(FloatVector.fromArray(SPECIES, b, i + LANES), s1);
            s2 = FloatVector.fromArray(SPECIES, a, i + 2 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, b, i + 2 * LANES), s2);
            s3 = FloatVector.fromArray(SPECIES, a, i + 3 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, b, i + 3 * LANES), s3);
            s4 = FloatVector.fromArray(SPECIES, a, i + 4 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, b, i + 4 * LANES), s4);
            s5 = FloatVector.fromArray(SPECIES, a, i + 5 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, b, i + 5 * LANES), s5);
            s6 = FloatVector.fromArray(SPECIES, a, i + 6 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, b, i + 6 * LANES), s6);
            s7 = FloatVector.fromArray(SPECIES, a, i + 7 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, b, i + 7 * LANES), s7);
        }
        for (int end = a.length - LANES; i <= end; i += LANES) {
            s0 = FloatVector.fromArray(SPECIES, a, i).fma(FloatVector.fromArray(SPECIES, b, i), s0);
        }
        float sum = s0.add(s1).add(s2.add(s3)).add(s4.add(s5).add(s6.add(s7))).reduceLanes(VectorOperators.ADD);
        for (; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public void dots(float[] query, int[] used, byte[] columns, float[] products) {
        if (!CODES_FIT) {
            WITHOUT_SIMD.dots(query, used, columns, products);
            return;
        }
        int count = listUsed(query, used);
        int p = 0;
        for (; p + 8 * LANES <= products.length; p += 8 * LANES) {
            eightRegistersOfDots(query, used, count, columns, p, products);
        }
        for (; p + 4 * LANES <= products.length; p += 4 * LANES) {
            fourRegistersOfDots(query, used, count, columns, p, products);
        }
        for (; p + 2 * LANES <= products.length; p += 2 * LANES) {
            twoRegistersOfDots(query, used, count, columns, p, products);
        }
        for (; p < products.length; p += LANES) {
            FloatVector sums = FloatVector.zero(SPECIES);
            for (int k = 0; k < count; k++) {
                int i = used[k];
                sums = steps(columns, i * products.length + p).fma(FloatVector.broadcast(SPECIES, query[i]), sums);
            }
            sums.intoArray(products, p);
        }
    }

    /// Lists the components that are not zero: without a branch, which no processor could predict.
    private static int listUsed(float[] query, int[] used) {
        int count = 0;
        int i = 0;
        if (LISTED_AT_ONCE) {
            for (int end = query.length - LANES; i <= end; i += LANES) {
                VectorMask<Float> isUsed =
                        FloatVector.fromArray(SPECIES, query, i).compare(VectorOperators.NE, 0);
                NUMBERS.add(i).compress(isUsed.cast(INTS)).intoArray(used, count);
                count += isUsed.trueCount();
            }
        }
        for (; i < query.length; i++) {
            used[count] = i;
            count += query[i] == 0 ? 0 : 1;
        }
        return count;
    }

    /// So many sums side by side hide the latency of a fused multiply-add.
    private static void eightRegistersOfDots(
            float[] query, int[] used, int count, byte[] columns, int p, float[] products) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        for (int k = 0; k < count; k++) {
            int i = used[k];
            int at = i * products.length + p;
            FloatVector component = FloatVector.broadcast(SPECIES, query[i]);
            s0 = component.fma(steps(columns, at), s0);
            s1 = component.fma(steps(columns, at + LANES), s1);
            s2 = component.fma(steps(columns, at + 2 * LANES), s2);
            s3 = component.fma(steps(columns, at + 3 * LANES), s3);
            s4 = component.fma(steps(columns, at + 4 * LANES), s4);
            s5 = component.fma(steps(columns, at + 5 * LANES), s5);
            s6 = component.fma(steps(columns, at + 6 * LANES), s6);
            s7 = component.fma(steps(columns, at + 7 * LANES), s7);
        }
        s0.intoArray(products, p);
        s1.intoArray(products, p + LANES);
        s2.intoArray(products, p + 2 * LANES);
        s3.intoArray(products, p + 3 * LANES);
        s4.intoArray(products, p + 4 * LANES);
        s5.intoArray(products, p + 5 * LANES);
        s6.intoArray(products, p + 6 * LANES);
        s7.intoArray(products, p + 7 * LANES);
    }

    /// Two sums for each product, which hide the latency of a fused multiply-add.
    private static void fourRegistersOfDots(
            float[] query, int[] used, int count, byte[] columns, int p, float[] products) {
        FloatVector even0 = FloatVector.zero(SPECIES);
        FloatVector even1 = even0;
        FloatVector even2 = even0;
        FloatVector even3 = even0;
        FloatVector odd0 = even0;
        FloatVector odd1 = even0;
        FloatVector odd2 = even0;
        FloatVector odd3 = even0;
        int k = 0;
        for (; k + 1 < count; k += 2) {
            int e = used[k] * products.length + p;
            int o = used[k + 1] * products.length + p;
            FloatVector even = FloatVector.broadcast(SPECIES, query[used[k]]);
            FloatVector odd = FloatVector.broadcast(SPECIES, query[used[k + 1]]);
            even0 = even.fma(steps(columns, e), even0);
            even1 = even.fma(steps(columns, e + LANES), even1);
            even2 = even.fma(steps(columns, e + 2 * LANES), even2);
            even3 = even.fma(steps(columns, e + 3 * LANES), even3);
            odd0 = odd.fma(steps(columns, o), odd0);
            odd1 = odd.fma(steps(columns, o + LANES), odd1);
            odd2 = odd.fma(steps(columns, o + 2 * LANES), odd2);
            odd3 = odd.fma(steps(columns, o + 3 * LANES), odd3);
        }
        if (k < count) {
            int e = used[k] * products.length + p;
            FloatVector even = FloatVector.broadcast(SPECIES, query[used[k]]);
            even0 = even.fma(steps(columns, e), even0);
            even1 = even.fma(steps(columns, e + LANES), even1);
            even2 = even.fma(steps(columns, e + 2 * LANES), even2);
            even3 = even.fma(steps(columns, e + 3 * LANES), even3);
        }
        even0.add(odd0).intoArray(products, p);
        even1.add(odd1).intoArray(products, p + LANES);
        even2.add(odd2).intoArray(products, p + 2 * LANES);
        even3.add(odd3).intoArray(products, p + 3 * LANES);
    }

    /// As [#fourRegistersOfDots], for the products that are left over by it.
    private static void twoRegistersOfDots(
            float[] query, int[] used, int count, byte[] columns, int p, float[] products) {
        FloatVector even0 = FloatVector.zero(SPECIES);
        FloatVector even1 = even0;
        FloatVector odd0 = even0;
        FloatVector odd1 = even0;
        int k = 0;
        for (; k + 1 < count; k += 2) {
            int e = used[k] * products.length + p;
            int o = used[k + 1] * products.length + p;
            FloatVector even = FloatVector.broadcast(SPECIES, query[used[k]]);
            FloatVector odd = FloatVector.broadcast(SPECIES, query[used[k + 1]]);
            even0 = even.fma(steps(columns, e), even0);
            even1 = even.fma(steps(columns, e + LANES), even1);
            odd0 = odd.fma(steps(columns, o), odd0);
            odd1 = odd.fma(steps(columns, o + LANES), odd1);
        }
        if (k < count) {
            int e = used[k] * products.length + p;
            FloatVector even = FloatVector.broadcast(SPECIES, query[used[k]]);
            even0 = even.fma(steps(columns, e), even0);
            even1 = even.fma(steps(columns, e + LANES), even1);
        }
        even0.add(odd0).intoArray(products, p);
        even1.add(odd1).intoArray(products, p + LANES);
    }

    private static FloatVector steps(byte[] codes, int index) {
        return (FloatVector) ByteVector.fromArray(BYTES, codes, index).convertShape(VectorOperators.B2F, SPECIES, 0);
    }

    @Override
    public void squaredEuclidean(int[] query, CodeRows codes, int[] numbers, int count, float[] sums) {
        if (!CODES_FIT) {
            WITHOUT_SIMD.squaredEuclidean(query, codes, numbers, count, sums);
            return;
        }
        fetch(codes, numbers, count, query.length);
        byte[] bytes = codes.bytes();
        int byFour = count < 4 ? 0 : count;
        for (int from = 0; from < byFour; from += 4) {
            // The last four may begin with some that are summed up already: that takes less time than one by one.
            int n = Math.min(from, count - 4);
            int at0 = codes.at(numbers[n]);
            int at1 = codes.at(numbers[n + 1]);
            int at2 = codes.at(numbers[n + 2]);
            int at3 = codes.at(numbers[n + 3]);
            IntVector s0 = IntVector.zero(INTS);
            IntVector s1 = s0;
            IntVector s2 = s0;
            IntVector s3 = s0;
            for (int i = 0; i < query.length; i += INT_LANES) {
                IntVector q = IntVector.fromArray(INTS, query, i);
                IntVector d0 = q.sub(codes(bytes, at0 + i));
                IntVector d1 = q.sub(codes(bytes, at1 + i));
                IntVector d2 = q.sub(codes(bytes, at2 + i));
                IntVector d3 = q.sub(codes(bytes, at3 + i));
                s0 = s0.add(d0.mul(d0));
                s1 = s1.add(d1.mul(d1));
                s2 = s2.add(d2.mul(d2));
                s3 = s3.add(d3.mul(d3));
            }
            if (INT_LANES < 16) {
                sums[n] = s0.reduceLanes(VectorOperators.ADD);
                sums[n + 1] = s1.reduceLanes(VectorOperators.ADD);
                sums[n + 2] = s2.reduceLanes(VectorOperators.ADD);
                sums[n + 3] = s3.reduceLanes(VectorOperators.ADD);
            } else {
                // All four at a time: eight lanes of one and eight of the next, then four of each.
                IntVector s01 = s0.blend(s1, UPPER_EIGHTS)
                        .add(s1.blend(s0, UPPER_EIGHTS).rearrange(EIGHT_APART));
                IntVector s23 = s2.blend(s3, UPPER_EIGHTS)
                        .add(s3.blend(s2, UPPER_EIGHTS).rearrange(EIGHT_APART));
                IntVector all = s01.blend(s23, UPPER_FOURS)
                        .add(s23.blend(s01, UPPER_FOURS).rearrange(FOUR_APART));
                IntVector pairs = all.add(all.rearrange(TWO_APART));
                IntVector totals = pairs.add(pairs.rearrange(ONE_APART));
                totals.rearrange(FIRST_OF_FOURS)
                        .convertShape(VectorOperators.I2F, SPECIES, 0)
                        .reinterpretShape(FloatVector.SPECIES_128, 0)
                        .reinterpretAsFloats()
                        .intoArray(sums, n);
            }
        }
        for (int n = byFour; n < count; n++) {
            int at = codes.at(numbers[n]);
            IntVector sum = IntVector.zero(INTS);
            for (int i = 0; i < query.length; i += INT_LANES) {
                IntVector d = IntVector.fromArray(INTS, query, i).sub(codes(bytes, at + i));
                sum = sum.add(d.mul(d));
            }
            sums[n] = sum.reduceLanes(VectorOperators.ADD);
        }
    }

    @Override
    public void dot(int[] query, CodeRows codes, int[] numbers, int count, float[] sums) {
        if (!CODES_FIT) {
            WITHOUT_SIMD.dot(query, codes, numbers, count, sums);
            return;
        }
        fetch(codes, numbers, count, query.length);
        byte[] bytes = codes.bytes();
        int byFour = count < 4 ? 0 : count;
        for (int from = 0; from < byFour; from += 4) {
            // The last four may begin with some that are summed up already: that takes less time than one by one.
            int n = Math.min(from, count - 4);
            int at0 = codes.at(numbers[n]);
            int at1 = codes.at(numbers[n + 1]);
            int at2 = codes.at(numbers[n + 2]);
            int at3 = codes.at(numbers[n + 3]);
            IntVector s0 = IntVector.zero(INTS);
            IntVector s1 = s0;
            IntVector s2 = s0;
            IntVector s3 = s0;
            for (int i = 0; i < query.length; i += INT_LANES) {
                IntVector q = IntVector.fromArray(INTS, query, i);
                s0 = s0.add(q.mul(codes(bytes, at0 + i)));
                s1 = s1.add(q.mul(codes(bytes, at1 + i)));
                s2 = s2.add(q.mul(codes(bytes, at2 + i)));
                s3 = s3.add(q.mul(codes(bytes, at3 + i)));
            }
            if (INT_LANES < 16) {
                sums[n] = s0.reduceLanes(VectorOperators.ADD);
                sums[n + 1] = s1.reduceLanes(VectorOperators.ADD);
                sums[n + 2] = s2.reduceLanes(VectorOperators.ADD);
                sums[n + 3] = s3.reduceLanes(VectorOperators.ADD);
            } else {
                // All four at a time: eight lanes of one and eight of the next, then four of each.
                IntVector s01 = s0.blend(s1, UPPER_EIGHTS)
                        .add(s1.blend(s0, UPPER_EIGHTS).rearrange(EIGHT_APART));
                IntVector s23 = s2.blend(s3, UPPER_EIGHTS)
                        .add(s3.blend(s2, UPPER_EIGHTS).rearrange(EIGHT_APART));
                IntVector all = s01.blend(s23, UPPER_FOURS)
                        .add(s23.blend(s01, UPPER_FOURS).rearrange(FOUR_APART));
                IntVector pairs = all.add(all.rearrange(TWO_APART));
                IntVector totals = pairs.add(pairs.rearrange(ONE_APART));
                totals.rearrange(FIRST_OF_FOURS)
                        .convertShape(VectorOperators.I2F, SPECIES, 0)
                        .reinterpretShape(FloatVector.SPECIES_128, 0)
                        .reinterpretAsFloats()
                        .intoArray(sums, n);
            }
        }
        for (int n = byFour; n < count; n++) {
            int at = codes.at(numbers[n]);
            IntVector sum = IntVector.zero(INTS);
            for (int i = 0; i < query.length; i += INT_LANES) {
                sum = sum.add(IntVector.fromArray(INTS, query, i).mul(codes(bytes, at + i)));
            }
            sums[n] = sum.reduceLanes(VectorOperators.ADD);
        }
    }

    private static VectorMask<Integer> upper(int lanes) {
        return NUMBERS.and(lanes).compare(VectorOperators.NE, 0);
    }

    private static VectorShuffle<Integer> apart(int lanes) {
        return VectorShuffle.fromOp(INTS, i -> i ^ lanes);
    }

    private static IntVector codes(byte[] bytes, int index) {
        return (IntVector) ByteVector.fromArray(BYTES, bytes, index).convertShape(VectorOperators.B2I, INTS, 0);
    }

    /// Has the memory of all vectors on its way before the first of them is looked at: while one is compared, the
    /// processor looks ahead to three or four more only. The first line of each, then the second; those that follow
    /// come by themselves.
    private static void fetch(CodeRows codes, int[] numbers, int count, int dimension) {
        byte[] bytes = codes.bytes();
        int touched = 0;
        for (int offset = 0; offset < Math.min(dimension, 2 * LINE); offset += LINE) {
            for (int n = 0; n < count; n++) {
                touched += bytes[codes.at(numbers[n]) + offset];
            }
        }
        // No sum of so few bytes. The compiler does not know that, or it would leave the loop out.
        if (touched == Integer.MIN_VALUE) {
            throw new AssertionError(count);
        }
    }
}
