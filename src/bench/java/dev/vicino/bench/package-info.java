/// The store against its peers by the rules of ann-benchmarks (Aumüller, Bernhardsson & Faithfull 2018, arXiv:1807.05614):
/// equal data, equal queries, equal recall.
///
/// ## Why
/// - **A process for each engine**, so that its resident memory is its own, and no engine's types spoil another's
///   compiled code. The processes take turns: each round measures every engine at one effort before the next begins, so
///   that whatever else the machine does falls on all alike.
/// - **hnswlib and usearch are no peers within the process**, being written in C++, but what the peers measure themselves
///   by: [NativeProgram]s of `src/bench/cpp` speak as a [Worker] does, so that they take their turns with the others.
/// - **Held-out queries.** Whatever was tuned was tuned on the first 2,000 test digits: these are not among the queries.
/// - **Recall is judged outside of the engines**, in double precision, by values and not by ids: a hit counts when it is
///   at most as far as the tenth nearest, so ties count.
@NullMarked
package dev.vicino.bench;

import org.jspecify.annotations.NullMarked;
