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
/// ## Why
/// - **Stock formats.** Vectors and graphs are in Lucene's own HNSW format, terms and values in its default codec, so
///   an index outlives this code: any Lucene of this major version opens it. Each graph's field holds the vectors once
///   more; sharing them takes a format of our own.
/// - **Checked at opening.** A flipped bit in a vector would be found by nobody later, so opening a collection reads
///   all its files once against their checksums, about 1 GB a second from memory. A collection opens whole or not at
///   all.
/// - **A search in steps, a class each.** `SearchTarget` makes the query's vector, `Effort` says how hard to look,
///   `NearestItems` finds candidates by vector and `WordMatches` by words, `RankFusion`, `GroupedItems` and
///   `DiverseChoice` arrange them, `HitReader` reads what the hits carry; `ItemSearch` leads through them.
/// - **Walk or scan, per segment.** The rule and its figures are in `NearestItems`; both ways end in the same double
///   precision values.
/// - **A recall is promised by measurement** (`Calibrations`), on queries made unlike the stored vectors
///   (`UnseenQueries`): with these themselves the promise would be missed by up to 0.39 (random vectors of 32
///   dimensions under cosine).
/// - **One change at a time, merges in between.** Searches run beside it on snapshots and wait for no merge. It makes
///   equal sequences of changes leave equal graphs, which parallel merging cannot promise.
/// - **An interrupted thread harms nothing**: see `Uninterrupted` and `InterruptProofDirectory`.
/// - **No logging.** Lucene reports its SIMD support through `java.util.logging`; `LuceneLogging` turns off these
///   three loggers, unless the application has set their level.
@NullMarked
package dev.vicino.lucene;

import org.jspecify.annotations.NullMarked;
