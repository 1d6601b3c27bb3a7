/// The embedded engine: a store in a folder, each collection one Lucene index. Start at [LuceneVectorStore].
///
/// ```
/// index/
///   store.lock          who writes (WriterLock)
///   digits/             a collection
///     collection.json   what it was created as, and what its graphs were measured to do (ManifestFile); without it
///                       the folder is no collection
///     segments_N, _*    the Lucene index, see ItemFields for its fields
/// ```
///
/// A folder `digits.damaged-<time>` holds what a repair has set aside, and is no collection. A snapshot is laid out
/// like a store, with a `snapshot.json` (SnapshotFile) that is written last.
///
/// | what | starts at |
/// |---|---|
/// | opening, and showing what was flushed since | `OpeningCheck`, `CheckedReaders`, `Snapshots` |
/// | flushing by itself | `CollectionWriter` (after so many changes), `BackgroundFlush` (now and then) |
/// | copying a store while it is written, and back | `StoreSnapshot`, `StoreRestore`, on a `HeldCollection` |
/// | checking all there is | `StoreCheck`, `CollectionCheck`, `SegmentCheck` |
/// | saving what is left | `StoreRepair`, `CollectionRepair`, `SalvagedSegments`, `Workbench` |
///
/// ## Why
/// - **Formats of our own for vectors and ids only** (`ItemCodec`). Terms and all other values are in Lucene's
///   default codec, vectors, graphs and images in `dev.vicino.lucene.graph`, ids in `dev.vicino.lucene.ids`; Lucene
///   finds both by their names. The vectors themselves lie in Lucene's flat format, and the ids are terms too: what
///   cannot be made again, any Lucene of this major version can read.
/// - **Checked at opening.** A flipped bit in a vector would be found by nobody later, so opening a collection reads
///   all its files once against their checksums, about 1 GB a second from memory. A collection opens whole or not at
///   all.
/// - **Links are copies.** Lucene never changes a file that it has written, it only deletes it; so a snapshot may share
///   files with the store by hard links, and costs no space until the store has merged them away. A restored store gets
///   copies of its own all the same: whoever damages a file there must not damage the snapshot.
/// - **Held files, not paused writers.** A commit's files, once opened, can be read to the end although the writer, in
///   whichever process, deletes them. Snapshots and checks work on files held like that, so no writer waits for a copy
///   and a reader can take a snapshot beside a writer that it cannot talk to.
/// - **A checksum for each item.** A file's checksum says that something in it is wrong, an item's which items are
///   right. With it a repair can read damaged files without any trust in them, and promises whole items only.
/// - **The manifest twice.** Each commit carries a copy (`CommitNote`), which a repair falls back on.
/// - **Flushing is the application's business** unless its `StoreOptions` say otherwise: a flush in between would make
///   half of what belongs together durable, and leave other segments, hence other graphs, each time.
/// - **Formats.** `ManifestFile` refuses a layout that it does not know before anything else is read, and says what
///   each version is. An earlier one is read as it is; whoever opens it for writing makes the manifest say the present
///   one first, so that an earlier Vicino says which version it lacks and does not take new segments for damaged.
///   `GoldenStoreTest` reads a store that was written by each version.
/// - **Filters are sets of bits, all payload fields lie in two Lucene fields**: see `FilteredDocuments` and
///   `PayloadTerms`. An application may have as many field names as it likes. The sets are kept for who asks again
///   (`HeldMatches`).
/// - **A search in steps, a class each.** `SnapshotTarget` makes the query's vector, `Effort` says how hard to
///   look, `NearestItems` finds candidates by vector and `WordMatches` by words, `RankFusion`, `GroupedItems` and
///   `DiverseChoice` arrange them, `HitReader` reads what the hits carry; `ItemSearch` leads through them.
/// - **Walk or scan, per segment.** The rule and its figures are in `NearestItems` and `SearchCost`; all ways end in
/// the
///   same double precision values.
/// - **A recall is promised by measurement** (`Calibrations`), on stored vectors that are looked for as if they had not
///   been there (`UnseenQueries`): with these as they are the promise would be missed by up to 0.39 (random vectors of
///   32 dimensions under cosine).
/// - **Who changes pays for being seen** while somebody looks (`Snapshots`): searches go on with what they have. When
///   they paid, a writer without a pause left a search so much to write that 75 of them were answered a second.
/// - **Small segments without graphs.** A segment that was flushed for being seen is a copy of what was put in, to be
///   scanned; it is linked with others when it is merged, or when the collection is compacted (`MergeWhenAsked`).
/// - **One change at a time, merges in between.** Searches run beside it on snapshots and wait for no merge. It makes
///   equal sequences of changes leave equal graphs, which parallel merging cannot promise.
/// - **An interrupted thread harms nothing**: see `Uninterrupted` and `InterruptProofDirectory`.
/// - **No logging.** Lucene reports its SIMD support through `java.util.logging`; `LuceneLogging` turns off these
///   three loggers, unless the application has set their level.
@NullMarked
package dev.vicino.lucene;

import org.jspecify.annotations.NullMarked;
