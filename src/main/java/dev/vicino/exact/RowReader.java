package dev.vicino.exact;

import java.util.function.IntUnaryOperator;

/// Reads the accepted rows of a stretch of a block, some at a time, into one buffer. Neighbouring rows come in one
/// copy.
final class RowReader {
    private final VectorBlock block;
    private final IntUnaryOperator accepted;
    private final int end;
    private final int[] numbers;
    private final float[] rows;
    private int next;
    private int count;

    /// @param accepted the first accepted row at or after a row; any number outside of the block if there is none
    /// @param from the first row of the stretch
    /// @param to the row after the last
    /// @param atOnce how many rows the buffer holds
    RowReader(VectorBlock block, IntUnaryOperator accepted, int from, int to, int atOnce) {
        this.block = block.forOneThread();
        this.accepted = accepted;
        this.end = to;
        this.numbers = new int[atOnce];
        this.rows = new float[atOnce * block.dimension()];
        this.next = acceptedFrom(from);
    }

    /// Reads on, as many rows as the buffer holds and the stretch still has; false if there are none left.
    boolean read() {
        count = 0;
        while (count < numbers.length && next < end) {
            int start = next;
            int before = count;
            int row = start;
            do {
                numbers[count++] = row++;
                next = acceptedFrom(row);
            } while (count < numbers.length && next == row && row < end);
            block.copy(start, count - before, rows, before * block.dimension());
        }
        return count > 0;
    }

    private int acceptedFrom(int row) {
        int found = row < end ? accepted.applyAsInt(row) : end;
        return found < row ? end : found;
    }

    /// How many rows the last read brought.
    int count() {
        return count;
    }

    /// The number in the block of the i-th row of the last read.
    int number(int i) {
        return numbers[i];
    }

    /// The rows of the last read, one after the other; what lies behind them is left over from earlier ones.
    float[] rows() {
        return rows;
    }
}
