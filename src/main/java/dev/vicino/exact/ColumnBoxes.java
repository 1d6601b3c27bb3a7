package dev.vicino.exact;

import dev.vicino.Metric;
import java.util.Arrays;

/// Columns in an order in which neighbours stand together, a box of [#SIZE] behind the other: so a scan can pass over
/// the boxes that lie too far from the query as a whole.
///
/// They are split along their longest side, half and half, until a half fits a box: a k-d tree (Bentley 1975), of which
/// only the leaves are kept.
final class ColumnBoxes {
    static final int SIZE = ColumnKernels.AT_ONCE;

    private final float[][] columns;
    private final int[] rows;

    /// The least and the greatest of each column in each box.
    private final float[][] lows;

    private final float[][] highs;

    private ColumnBoxes(float[][] columns, int[] rows) {
        this.columns = columns;
        this.rows = rows;
        int boxes = (rows.length + SIZE - 1) / SIZE;
        this.lows = new float[columns.length][boxes];
        this.highs = new float[columns.length][boxes];
        for (int d = 0; d < columns.length; d++) {
            for (int box = 0; box < boxes; box++) {
                float low = Float.POSITIVE_INFINITY;
                float high = Float.NEGATIVE_INFINITY;
                for (int place = box * SIZE; place < Math.min((box + 1) * SIZE, rows.length); place++) {
                    // Of NaN both are NaN, so that no bound holds it off.
                    low = Math.min(low, columns[d][place]);
                    high = Math.max(high, columns[d][place]);
                }
                lows[d][box] = low;
                highs[d][box] = high;
            }
        }
    }

    /// @param columns of which each has one number for each row, at least
    static ColumnBoxes of(float[][] columns, int count) {
        int[] rows = new int[count];
        for (int i = 0; i < count; i++) {
            rows[i] = i;
        }
        split(columns, rows, 0, count);
        float[][] ordered = new float[columns.length][(count + SIZE - 1) / SIZE * SIZE];
        for (int d = 0; d < columns.length; d++) {
            for (int place = 0; place < count; place++) {
                ordered[d][place] = columns[d][rows[place]];
            }
        }
        return new ColumnBoxes(ordered, rows);
    }

    private static void split(float[][] columns, int[] rows, int from, int to) {
        if (to - from <= SIZE) {
            return;
        }
        int boxes = (to - from + SIZE - 1) / SIZE;
        int middle = from + boxes / 2 * SIZE;
        partition(columns[longestSide(columns, rows, from, to)], rows, from, to - 1, middle);
        split(columns, rows, from, middle);
        split(columns, rows, middle, to);
    }

    private static int longestSide(float[][] columns, int[] rows, int from, int to) {
        int longest = 0;
        float length = -1;
        for (int d = 0; d < columns.length; d++) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                float value = columns[d][rows[i]];
                low = value < low ? value : low;
                high = value > high ? value : high;
            }
            if (high - low > length) {
                length = high - low;
                longest = d;
            }
        }
        return longest;
    }

    /// Puts the rows of lesser values before a place, and those of greater ones behind (Hoare 1961).
    private static void partition(float[] column, int[] rows, int first, int last, int place) {
        int low = first;
        int high = last;
        while (low < high) {
            float pivot = column[rows[(low + high) >>> 1]];
            int i = low;
            int j = high;
            while (i <= j) {
                while (Float.compare(column[rows[i]], pivot) < 0) {
                    i++;
                }
                while (Float.compare(column[rows[j]], pivot) > 0) {
                    j--;
                }
                if (i <= j) {
                    int row = rows[i];
                    rows[i++] = rows[j];
                    rows[j--] = row;
                }
            }
            if (place <= j) {
                high = j;
            } else if (place >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    int boxes() {
        return (rows.length + SIZE - 1) / SIZE;
    }

    /// How many vectors lie in some boxes.
    int count(int firstBox, int boxes) {
        return Math.min((firstBox + boxes) * SIZE, rows.length) - firstBox * SIZE;
    }

    /// One array for each dimension, as long as whole boxes are, with zeros behind the last vector.
    float[][] columns() {
        return columns;
    }

    /// The row of the vector at a place.
    int row(int place) {
        return rows[place];
    }

    /// The sums of a query with what is nearest to it in each box, of which no vector in it has a smaller one.
    ///
    /// @param bounds receives them
    void bounds(Metric metric, float[] query, float[] bounds) {
        Arrays.fill(bounds, 0);
        for (int d = 0; d < query.length; d++) {
            switch (metric) {
                case EUCLIDEAN -> addSquares(query[d], lows[d], highs[d], bounds);
                case MANHATTAN -> addDistances(query[d], lows[d], highs[d], bounds);
                case DOT_PRODUCT, COSINE -> subtractProducts(query[d], lows[d], highs[d], bounds);
            }
        }
    }

    private static void addSquares(float q, float[] lows, float[] highs, float[] sums) {
        for (int box = 0; box < lows.length; box++) {
            float distance = Math.max(Math.max(lows[box] - q, q - highs[box]), 0);
            sums[box] += distance * distance;
        }
    }

    private static void addDistances(float q, float[] lows, float[] highs, float[] sums) {
        for (int box = 0; box < lows.length; box++) {
            sums[box] += Math.max(Math.max(lows[box] - q, q - highs[box]), 0);
        }
    }

    private static void subtractProducts(float q, float[] lows, float[] highs, float[] sums) {
        for (int box = 0; box < lows.length; box++) {
            sums[box] -= Math.max(q * lows[box], q * highs[box]);
        }
    }
}
