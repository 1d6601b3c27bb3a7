package dev.vicino.lucene.graph;

import dev.vicino.Metric;

/// Hears how far the linking of a segment's graphs is, on the thread that links.
@FunctionalInterface
public interface LinkingListener {
    /// Hears nothing.
    LinkingListener NONE = (by, linked, nodes) -> true;

    /// So many nodes of a graph are linked.
    ///
    /// @param by what the graph is linked by
    /// @param nodes in all
    /// @return whether to go on. If not, a merge is given up, and its segments stay. New vectors are linked regardless:
    ///     they would be lost
    boolean linked(Metric by, int linked, int nodes);

    /// Whether somebody waits for the segment, so that a small graph is left to a later merge.
    default boolean isHurried() {
        return false;
    }
}
