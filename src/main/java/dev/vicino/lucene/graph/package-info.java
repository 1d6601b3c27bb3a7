/// The engine's own vector format for Lucene: every vector once, beside it as many graphs as the data need, and the
/// walk through them. Start at [VicinoVectorsFormat], whose documentation is the files' specification.
///
/// ## Why
/// - **Vectors once.** Lucene's format ties one graph to one field, and the field holds the vectors: three kinds of
///   nearness would keep them three times. Here they share one field.
/// - **Graphs are measured, not presumed.** On MNIST's pixels, walks by dot product find 0.96 of the nearest at effort
///   40 through the graph of L2, and 0.58 through one of their own; among vectors of very different lengths it is
///   0.05 and 0.95. So `GraphSharing` walks towards a sample, and links a further graph only where those there are do
///   not do.
/// - **An image to walk by and to link by.** A walk spends most of its time on fetching vectors from memory. By their
///   coordinates along some principal axes, or by their components, a byte each, it fetches a quarter to a thirtieth of
///   that, and only what it finds is compared by the vectors themselves. What is linked by an image that is faithful
///   (`ImageChoices`) finds as much, and is linked several times as fast. `ImageTrial` measures which image pays.
/// - **An own builder.** Lucene's links a new segment's graph in one thread. `GraphGrowth` links in batches, on all
///   cores, without a lock, and equal vectors in equal order leave equal files however many threads there are. Batches
///   of a fiftieth of the nodes cost no recall that could be measured: batches of a two-hundredth had the same.
/// - **Down in beams.** HNSW's walks keep the nearest node alone on the layers above the lowest. Among a thousand
///   clusters every sixteenth of them ended in the wrong one, at a million vectors, and such walks linked new nodes to
///   the wrong one. While a graph is linked walks keep eight (it costs nothing that could be measured), and afterwards
///   as many as pay for this graph (`BeamTrial`): recall at an effort of 80 is 0.993 with them, and 0.954 without.
/// - **Rows stay full.** A row that is cut down loses only what it must (`NodeLinker`), as in Lucene. Cut down to its
///   diverse links alone, as hnswlib does, it has one link in twelve fewer, and a recall@10 of MNIST at effort 20 that
///   is lower by 0.005. And where fewer than six are diverse, the nearest of the others come along: else some nodes are
///   found by no effort, among many equal vectors most of all.
/// - **What is stored is left out, not just passed over.** A calibration has no queries but the vectors themselves.
///   Each is looked for in the graph as it would be without it (`Bypasses`), links that its neighbours would have to
///   each other included. So found, they miss what queries from outside miss, give or take a tenth: without these
///   links, or with some in one direction, the ratio of the two lay between a fifth and twice.
/// - **A walk's memory is handed to the next** (`SegmentVectors`), and what it finds is valued only once.
/// - **Memory is waited for side by side.** Vectors are compared where they lie in the mapped file (`VectorFile`), a
///   line of each touched before the first is read: twice as fast as one after the other. And while a node's links are
///   compared, those of the next are on their way (`Links.expect`): on MNIST 5 % of a walk, in 32 dimensions 12 %.
/// - **A walk is watched, it does not report.** `WalkTrace` stands between a walk and the links and distances it asks
///   for. So what is shown is the walk that searches take, and these have no line more in their loop.
/// - **Rows of fixed width.** A node's links are found by one multiplication and read in one piece. Lucene packs them
///   into variable-length integers, behind an offset that has to be looked up.
@NullMarked
package dev.vicino.lucene.graph;

import org.jspecify.annotations.NullMarked;
