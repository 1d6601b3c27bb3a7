/// The engine's own vector format for Lucene: every vector once, beside it a graph for each kind of nearness, and the
/// walk through them. Start at [VicinoVectorsFormat], whose documentation is the files' specification.
///
/// ## Why
/// - **Vectors once.** Lucene's format ties one graph to one field, and the field holds the vectors: three kinds of
///   nearness would keep them three times. Here they share one field.
/// - **A walk by an image.** A walk spends most of its time on fetching vectors from memory. By their coordinates along
///   some principal axes, a byte each, it fetches a tenth of that or less, and only what it finds is compared by the
///   vectors themselves. Where the axes hold too little, as among random directions, an image would lead astray: so
///   `ImageTrial` measures each segment when it is written, and walks go among the vectors where no image pays.
/// - **One graph for L2 and L1.** What is near by L1 is near by L2, so a walk by L1 goes through the graph that was
///   linked by L2, if there is one, and compares by L1.
/// - **An own builder.** Lucene's links a new segment's graph in one thread. `GraphGrowth` links in batches, on all
///   cores, without a lock, and equal vectors in equal order leave equal files however many threads there are. Batches
/// of
///   a fiftieth of the nodes cost no recall that could be measured: batches of a two-hundredth had the same.
/// - **Rows stay full.** A row that is cut down loses only what it must (`DiverseLinks.keep`), as in Lucene. Cut down
/// to
///   its diverse links alone, as hnswlib does, it has one link in twelve fewer, and a recall@10 of MNIST at effort 20
/// that
///   is lower by 0.005.
/// - **No query allocates but its answer.** The memory of a walk is handed to the next (`SegmentVectors`).
/// - **Rows of fixed width.** A node's links are found by one multiplication and read in one piece. Lucene packs them
///   into variable-length integers, behind an offset that has to be looked up.
@NullMarked
package dev.vicino.lucene.graph;

import org.jspecify.annotations.NullMarked;
