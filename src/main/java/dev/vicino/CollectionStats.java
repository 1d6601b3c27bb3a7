package dev.vicino;

/// What a collection amounts to.
///
/// @param items that a search can find
/// @param deletedItems still on disk, until their segments are merged
/// @param segments parts that a search visits one after the other; one is fastest
/// @param bytes on disk, of the last flush
/// @param reclaimableBytes of these, what compacting would free: the deleted items' share of each segment's bytes. An
///     estimate, as items differ in size; a merge that compacting also makes may free or take a few per cent more
/// @param mappedBytes of files that the present items are read from through memory maps; the operating system keeps in
///     memory what is used of them. Without those that a writer in another process has deleted since
/// @param formatVersion of the layout on disk
/// @param searches that this store object has made in it
public record CollectionStats(
        long items,
        long deletedItems,
        int segments,
        long bytes,
        long reclaimableBytes,
        long mappedBytes,
        int formatVersion,
        SearchStats searches) {
    /// The share of the items on disk that are deleted, in [0, 1].
    public double deletedShare() {
        return deletedItems == 0 ? 0 : (double) deletedItems / (items + deletedItems);
    }
}
