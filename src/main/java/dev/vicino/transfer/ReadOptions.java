package dev.vicino.transfer;

import org.jspecify.annotations.Nullable;

/// What a format may have to know beyond the file.
///
/// @param dataset which data set of an HDF5 file; other formats have one only
/// @param vectorColumns what stands before the number in the headings of a CSV file that has a column for each
/// dimension, as `dim_` in `dim_0`; null if it has a column `vector`, or `v0`, `v1`, …
public record ReadOptions(String dataset, @Nullable String vectorColumns) {
    /// The data set `train`, and no columns but the usual.
    public static final ReadOptions DEFAULT = new ReadOptions("train", null);

    /// These options with another data set.
    public ReadOptions dataset(String name) {
        return new ReadOptions(name, vectorColumns);
    }

    /// These options with other columns for the numbers of vectors.
    public ReadOptions vectorColumns(@Nullable String prefix) {
        return new ReadOptions(dataset, prefix);
    }
}
