package dev.vicino.exact;

import dev.vicino.Metric;

/// Vectors that lie somewhere row after row, compared with a query by their numbers, in any order. For one thread.
///
/// Error bounds are those of [Kernels].
public interface StoredRows {
    /// Has the memory of several rows on its way before the first of them is read.
    ///
    /// Rows anywhere in a large file are none of them in the processor's caches, and one read after the other waits for
    /// memory each time anew. Touched side by side they come in half the time.
    ///
    /// @param numbers of the rows
    /// @param count how many of them
    void fetch(int[] numbers, int count);

    /// Σ (qᵢ − xᵢ)² for each row x.
    void squaredEuclidean(float[] query, int[] numbers, int count, float[] sums);

    /// Σ |qᵢ − xᵢ| for each row x.
    void manhattan(float[] query, int[] numbers, int count, float[] sums);

    /// Σ qᵢ·xᵢ and Σ xᵢ² for each row x.
    void dotAndSquare(float[] query, int[] numbers, int count, float[] dots, float[] squares);

    /// The metric's value between a query and a row, to the last bit of [Metric#between].
    ///
    /// @throws dev.vicino.InvalidVectorException for cosine, if either is all zeros
    double value(Metric metric, float[] query, int number);

    /// The metric's values between a query and some rows.
    ///
    /// @param into receives them
    /// @throws dev.vicino.InvalidVectorException for cosine, if the query or a row is all zeros
    default void values(Metric metric, float[] query, int[] numbers, int count, double[] into) {
        for (int n = 0; n < count; n++) {
            into[n] = value(metric, query, numbers[n]);
        }
    }

    /// The rows of a block, compared where they lie if they can be.
    static StoredRows of(VectorBlock block) {
        return CopiedRows.unlessInPlace(KernelSet.fastest(), block);
    }

    /// Rows that are compared where they lie, but for the first work of the process: a few searches are done sooner if
    /// they do not wait for vector operations to be compiled.
    ///
    /// @param block the same rows
    static StoredRows firstInPlainJava(StoredRows inPlace, VectorBlock block) {
        return new RowsFirstInPlainJava(FirstWork.OF_PROCESS, inPlace, block);
    }

    /// The rows of a block, copied and compared as [Kernels#inPlainJava] does.
    static StoredRows inPlainJava(VectorBlock block) {
        return new CopiedRows(KernelSet.scalar(), block.forOneThread());
    }
}
