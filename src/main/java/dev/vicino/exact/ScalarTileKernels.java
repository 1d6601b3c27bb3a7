package dev.vicino.exact;

import java.util.Arrays;

/// Plain Java; the innermost loop is one that the compiler turns into SIMD code by itself.
final class ScalarTileKernels implements TileKernels {
    private static final int ROWS = 32;

    /// Components that are interleaved at a time, so that where they go to stays in the first cache.
    private static final int INTERLEAVED_AT_ONCE = 32;

    @Override
    public int rows() {
        return ROWS;
    }

    @Override
    public void interleave(float[] rows, int count, int dimension, float[] factors, float[] panel, int from) {
        for (int start = 0; start < dimension; start += INTERLEAVED_AT_ONCE) {
            int end = Math.min(start + INTERLEAVED_AT_ONCE, dimension);
            for (int r = 0; r < count; r++) {
                for (int i = start, at = r * dimension; i < end; i++) {
                    panel[from + i * ROWS + r] = rows[at + i] * factors[r];
                }
            }
        }
    }

    @Override
    public void dot(float[] queries, float[] panel, int from, int dimension, float[] tile) {
        Arrays.fill(tile, 0);
        for (int i = 0; i < dimension; i++) {
            for (int q = 0; q < QUERIES; q++) {
                float query = queries[i * QUERIES + q];
                for (int r = 0; r < ROWS; r++) {
                    tile[q * ROWS + r] += query * panel[from + i * ROWS + r];
                }
            }
        }
    }

    @Override
    public void manhattan(float[] queries, float[] panel, int from, int dimension, float[] tile) {
        Arrays.fill(tile, 0);
        for (int i = 0; i < dimension; i++) {
            for (int q = 0; q < QUERIES; q++) {
                float query = queries[i * QUERIES + q];
                for (int r = 0; r < ROWS; r++) {
                    tile[q * ROWS + r] += Math.abs(query - panel[from + i * ROWS + r]);
                }
            }
        }
    }

    @Override
    public int passing(float[] limits, float[] tile) {
        int passing = 0;
        for (int q = 0; q < QUERIES; q++) {
            boolean all = true;
            for (int r = 0; r < ROWS; r++) {
                all &= tile[q * ROWS + r] > limits[q];
            }
            passing |= all ? 0 : 1 << q;
        }
        return passing;
    }
}
