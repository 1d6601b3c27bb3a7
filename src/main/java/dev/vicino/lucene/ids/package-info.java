/// The engine's own format for ids, a file of its own in each segment. Start at [VicinoIdsFormat], whose
/// documentation is the file's specification.
///
/// ## Why
/// - **Offsets of fixed width.** A search ends in ten ids, and Lucene's values make the processor wait twice for
///   each, one after the other: for the packed place, and then for the bytes. Here a place is found by one
///   multiplication, so that all places are asked for at a time, and then all bytes ([IdBatch]).
/// - **Any order.** Lucene's values are read forwards only, hits come nearest first.
/// - **One file.** Small segments come and go while a collection is written, and each file of theirs has to be made,
///   mapped and deleted.
@NullMarked
package dev.vicino.lucene.ids;

import org.jspecify.annotations.NullMarked;
