package dev.vicino.transfer;

/// What a format may have to know beyond the file.
///
/// @param dataset which data set of an HDF5 file; other formats have one only
public record ReadOptions(String dataset) {
    /// The data set `train`.
    public static final ReadOptions DEFAULT = new ReadOptions("train");
}
