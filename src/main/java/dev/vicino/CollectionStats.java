package dev.vicino;

/// What a collection amounts to.
///
/// @param items that a search can find
/// @param deletedItems still on disk, until their segments are merged
/// @param segments parts that a search visits one after the other; one is fastest
/// @param bytes on disk, of the last flush
/// @param formatVersion of the layout on disk
public record CollectionStats(long items, long deletedItems, int segments, long bytes, int formatVersion) {}
