package dev.vicino.lucene.graph;

import java.io.IOException;

/// How far nodes are from the query of a walk.
interface NodeScorer {
    /// Scores some nodes.
    ///
    /// @param nodes to score
    /// @param count how many of them
    /// @param keys receives a number for each: the smaller, the nearer
    void score(int[] nodes, int count, float[] keys) throws IOException;
}
