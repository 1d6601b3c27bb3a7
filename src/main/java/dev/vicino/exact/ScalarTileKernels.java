package dev.vicino.exact;

/// Plain Java; the innermost loops are such as the compiler turns into SIMD code by itself.
///
/// That takes loops of some length over arrays which are all read and written at the same index: elsewhere, writing to
/// one might change another. So the panel's components are copied out of it, several for each time that the sums are
/// read and written, and the sums of two queries are made side by side out of what was loaded once.
final class ScalarTileKernels implements TileKernels {
    private static final int ROWS = 256;

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
        float[][] sums = new float[QUERIES][ROWS];
        float[] a = new float[ROWS];
        float[] b = new float[ROWS];
        float[] c = new float[ROWS];
        float[] d = new float[ROWS];
        int i = 0;
        for (int at = 0; i <= dimension - 4; i += 4, at += 4 * QUERIES) {
            System.arraycopy(panel, from + i * ROWS, a, 0, ROWS);
            System.arraycopy(panel, from + (i + 1) * ROWS, b, 0, ROWS);
            System.arraycopy(panel, from + (i + 2) * ROWS, c, 0, ROWS);
            System.arraycopy(panel, from + (i + 3) * ROWS, d, 0, ROWS);
            for (int q = 0; q < QUERIES; q += 2) {
                addProducts(queries, at + q, a, b, c, d, sums[q], sums[q + 1]);
            }
        }
        for (; i < dimension; i++) {
            System.arraycopy(panel, from + i * ROWS, a, 0, ROWS);
            for (int q = 0; q < QUERIES; q++) {
                addProducts(queries[i * QUERIES + q], a, sums[q]);
            }
        }
        join(sums, tile);
    }

    private static void addProducts(
            float[] queries, int at, float[] a, float[] b, float[] c, float[] d, float[] even, float[] odd) {
        float evenA = queries[at];
        float evenB = queries[at + QUERIES];
        float evenC = queries[at + 2 * QUERIES];
        float evenD = queries[at + 3 * QUERIES];
        float oddA = queries[at + 1];
        float oddB = queries[at + QUERIES + 1];
        float oddC = queries[at + 2 * QUERIES + 1];
        float oddD = queries[at + 3 * QUERIES + 1];
        for (int r = 0; r < ROWS; r++) {
            even[r] += evenA * a[r] + evenB * b[r] + evenC * c[r] + evenD * d[r];
            odd[r] += oddA * a[r] + oddB * b[r] + oddC * c[r] + oddD * d[r];
        }
    }

    private static void addProducts(float query, float[] components, float[] sums) {
        for (int r = 0; r < ROWS; r++) {
            sums[r] += query * components[r];
        }
    }

    @Override
    public void manhattan(float[] queries, float[] panel, int from, int dimension, float[] tile) {
        float[][] sums = new float[QUERIES][ROWS];
        float[] components = new float[ROWS];
        for (int i = 0; i < dimension; i++) {
            System.arraycopy(panel, from + i * ROWS, components, 0, ROWS);
            for (int q = 0; q < QUERIES; q++) {
                addDifferences(queries[i * QUERIES + q], components, sums[q]);
            }
        }
        join(sums, tile);
    }

    private static void addDifferences(float query, float[] components, float[] sums) {
        for (int r = 0; r < ROWS; r++) {
            sums[r] += Math.abs(query - components[r]);
        }
    }

    private static void join(float[][] sums, float[] tile) {
        for (int q = 0; q < QUERIES; q++) {
            System.arraycopy(sums[q], 0, tile, q * ROWS, ROWS);
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
