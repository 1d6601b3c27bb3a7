/// The vocabulary of the store: what an application names when it keeps vectors and asks for the nearest.
///
/// A [VectorStore] holds [VectorCollection]s, a collection holds [Item]s, a [SearchRequest] asks one of them and a
/// [SearchResult] answers with [Hit]s. An [Audit] is an approximate answer held against the exact one.
///
/// ## Why
/// - **No library type in any signature**: Lucene, OpenSearch or anything else stands behind these interfaces, and an
///   application that names only this package can change the engine by changing the line that opens the store.
/// - **Values, not scores.** A hit carries the metric's own number in double precision, recomputed from the stored
///   float32 vectors ([Metric#between]), so that exact and approximate answers of the same item agree to the last bit
///   and do not depend on which kernel found it.
/// - **Definitions live here, in plain Java**: [Metric#between] and [Filter#matches] say what an engine must compute;
///   the fast forms elsewhere are tested against them.
@NullMarked
package dev.vicino;

import org.jspecify.annotations.NullMarked;
