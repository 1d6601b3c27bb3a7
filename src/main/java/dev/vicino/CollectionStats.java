package dev.vicino;

/// What a collection amounts to.
///
/// @param items that a search can find
/// @param deletedItems still on disk, until their segments are merged
/// @param segments parts that a search visits one after the other; one is fastest
/// @param bytes on disk, of the last flush
/// @param reclaimableBytes of these, what compacting would free: the deleted items' share of each segment's bytes. An
///     estimate, as items differ in size; a merge that compacting also makes may free or take a few per cent more
/// @param formatVersion of the layout on disk
public record CollectionStats(
        long items, long deletedItems, int segments, long bytes, long reclaimableBytes, int formatVersion) {}
