package dev.vicino.exact;

import dev.vicino.Metric;

/// The float32 sums of one query with some rows at a time, and which of these rows are worth a closer look.
final class RowSums {
    private final KernelSet kernels;
    private final Metric metric;
    private float[] query;
    private StoredRows rows;
    private final int[] numbers;
    private final float[] sums;
    private final float[] squares;
    private final int[] passing;
    private int count;

    /// @param atOnce how many rows at the most
    RowSums(KernelSet kernels, Metric metric, float[] query, StoredRows rows, int atOnce) {
        this.kernels = kernels;
        this.metric = metric;
        this.query = query;
        this.rows = rows;
        this.numbers = new int[atOnce];
        int room = (atOnce + ColumnKernels.AT_ONCE - 1) / ColumnKernels.AT_ONCE * ColumnKernels.AT_ONCE;
        this.sums = new float[room];
        this.squares = new float[room];
        this.passing = new int[room];
    }

    /// Forgets the rows of before.
    void clear() {
        count = 0;
    }

    /// Forgets the query and the rows of before; the rows to come are of these.
    void clear(float[] next, StoredRows of) {
        query = next;
        rows = of;
        count = 0;
    }

    boolean full() {
        return count == numbers.length;
    }

    void add(int number) {
        numbers[count++] = number;
    }

    /// Compares the rows that were added.
    void compute() {
        switch (metric) {
            case EUCLIDEAN -> rows.squaredEuclidean(query, numbers, count, sums);
            case MANHATTAN -> rows.manhattan(query, numbers, count, sums);
            case DOT_PRODUCT, COSINE -> rows.dotAndSquare(query, numbers, count, sums, squares);
        }
    }

    /// Finds the rows whose sums are not above a limit.
    ///
    /// @return how many there are, see [#passing]
    int findNotAbove(float limit) {
        return kernels.columns().notAbove(limit, sums, 0, count, passing);
    }

    /// Finds the rows of which −sum − perLength·√square is not above a limit, or not finite.
    ///
    /// @return how many there are, see [#passing]
    int findNotAbove(float limit, float perLength) {
        return kernels.rows().mayPass(limit, perLength, sums, squares, count, passing);
    }

    /// Which row was found k-th.
    int passing(int k) {
        return passing[k];
    }

    int count() {
        return count;
    }

    /// The number of the i-th of these rows.
    int number(int i) {
        return numbers[i];
    }

    /// Σ (qᵢ − xᵢ)², Σ |qᵢ − xᵢ| or Σ qᵢ·xᵢ, as the metric asks.
    float sum(int i) {
        return sums[i];
    }

    /// Σ xᵢ², under the dot product and cosine alone.
    float square(int i) {
        return squares[i];
    }

    /// The metric's value, in double precision.
    double value(int i) {
        return rows.value(metric, query, numbers[i]);
    }
}
