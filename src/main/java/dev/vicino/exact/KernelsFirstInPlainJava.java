package dev.vicino.exact;

/// The SIMD kernels, but for the first work of those that walks by an image compute with ([FirstWork]).
///
/// The others are SIMD from the start: graphs are linked by them, and what plain Java rounds otherwise might link equal
/// vectors otherwise. Sums of codes are exact, and a query that is turned otherwise by a rounding is no other query.
record KernelsFirstInPlainJava(FirstWork first, Kernels plainJava, Kernels simd) implements Kernels {
    @Override
    public float squaredEuclidean(float[] a, float[] b) {
        return simd.squaredEuclidean(a, b);
    }

    @Override
    public float manhattan(float[] a, float[] b) {
        return simd.manhattan(a, b);
    }

    @Override
    public float dot(float[] a, float[] b) {
        return simd.dot(a, b);
    }

    @Override
    public void dots(float[] query, int[] room, byte[] columns, float[] products) {
        if (first.has(columns.length)) {
            plainJava.dots(query, room, columns, products);
        } else {
            simd.dots(query, room, columns, products);
        }
    }

    @Override
    public void squaredEuclidean(int[] query, CodeRows codes, int[] numbers, int count, float[] sums) {
        if (first.has((long) count * query.length)) {
            plainJava.squaredEuclidean(query, codes, numbers, count, sums);
        } else {
            simd.squaredEuclidean(query, codes, numbers, count, sums);
        }
    }

    @Override
    public void dot(int[] query, CodeRows codes, int[] numbers, int count, float[] sums) {
        if (first.has((long) count * query.length)) {
            plainJava.dot(query, codes, numbers, count, sums);
        } else {
            simd.dot(query, codes, numbers, count, sums);
        }
    }
}
