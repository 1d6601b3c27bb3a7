/// How good the answers are: approximate held against exact over many queries ([Comparison]), and vectors held against
/// labels ([NearestVote]).
///
/// ## Why
/// - **Any engine.** A comparison asks a [dev.vicino.VectorCollection] as an application would, so what it measures is
///   what an application gets, whichever engine stands behind.
/// - **One thread, warm, median.** Queries are asked one after the other, as ann-benchmarks does; each rate is the
///   median of several rounds, because a busy machine spoils single ones. Recall counts ties as [dev.vicino.Audit]
///   does.
/// - **A vote needs no index.** It asks whether the vectors themselves tell the labels apart, so it is exact, and
///   computed without a store on all cores.
@NullMarked
package dev.vicino.evaluation;

import org.jspecify.annotations.NullMarked;
