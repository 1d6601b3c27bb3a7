package dev.vicino.exact;

/// The memory of a scan by columns, used again for the next. For one thread at a time.
///
/// @param sums of the vectors that are compared in one go
/// @param passing which of them are worth a closer look
/// @param distances of all boxes
/// @param left boxes to be scanned
record ColumnRoom(float[] sums, int[] passing, float[] distances, int[] left) {
    /// @param boxes how many there are
    static ColumnRoom of(int boxes) {
        int whole = (boxes + ColumnKernels.AT_ONCE - 1) / ColumnKernels.AT_ONCE * ColumnKernels.AT_ONCE;
        int atOnce = ColumnScan.MOST_AT_ONCE * ColumnBoxes.SIZE;
        return new ColumnRoom(new float[atOnce], new int[atOnce], new float[whole], new int[whole]);
    }
}
