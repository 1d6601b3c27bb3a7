/// The engine's own vector format for Lucene: every vector once, beside it a graph for each kind of nearness, and the
/// walk through them. Start at [VicinoVectorsFormat], whose documentation is the files' specification.
///
/// ## Why
/// - **Vectors once.** Lucene's format ties one graph to one field, and the field holds the vectors: three kinds of
///   nearness would keep them three times. Here they share one field.
/// - **Rows of fixed width.** A node's links are found by one multiplication and read in one piece. Lucene packs them
///   into variable-length integers, behind an offset that has to be looked up.
@NullMarked
package dev.vicino.lucene.graph;

import org.jspecify.annotations.NullMarked;
