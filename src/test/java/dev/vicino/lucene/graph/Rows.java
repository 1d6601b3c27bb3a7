package dev.vicino.lucene.graph;

/// A graph of one layer, as it is written down.
record Rows(int[][] rows) implements Links {
    @Override
    public int links(int layer, int node, int[] into) {
        System.arraycopy(rows[node], 0, into, 0, rows[node].length);
        return rows[node].length;
    }

    @Override
    public int width() {
        int width = 0;
        for (int[] row : rows) {
            width = Math.max(width, row.length);
        }
        return width;
    }

    @Override
    public int layers() {
        return 1;
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int entry() {
        return 0;
    }

    @Override
    public int beam() {
        return 1;
    }
}
