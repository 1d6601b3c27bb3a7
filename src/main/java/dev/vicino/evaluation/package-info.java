/// How good the answers are: approximate held against exact over many queries ([Comparison]), and vectors held against
/// labels ([NearestVote]), and labels against their neighbours' ([LabelDoubts]).
///
/// ## Why
/// - **Any engine.** A comparison asks a [dev.vicino.VectorCollection] as an application would, so what it measures is
///   what an application gets, whichever engine stands behind.
/// - **One thread, warm, median.** Queries are asked one after the other, as ann-benchmarks does; each rate is the
///   median of several rounds, because a busy machine spoils single ones. Recall counts ties as [dev.vicino.Audit]
///   does.
/// - **Doubts are a ranking, not a verdict.** Neighbours that are all of one other label are a strong sign of a wrong
///   one, and neighbours of several labels a sign of an item that lies between: the first come first.
/// - **A vote needs no index.** It asks whether the vectors themselves tell the labels apart, so it is exact, and
///   computed without a store on all cores.
@NullMarked
package dev.vicino.evaluation;

import org.jspecify.annotations.NullMarked;
