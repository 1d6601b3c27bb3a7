package dev.vicino.lucene.graph;

import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// Goes through the nodes that a filter accepts.
final class AcceptedNodes {
    private AcceptedNodes() {}

    /// The first accepted node at or after a node; `size` or more if there is none.
    ///
    /// @param accepted null for all
    /// @param size how many nodes there are
    static int next(@Nullable Bits accepted, int from, int size) {
        if (accepted == null || from >= size) {
            return from;
        }
        if (accepted instanceof BitSet set) {
            return set.nextSetBit(from);
        }
        int next = from;
        while (next < size && !accepted.get(next)) {
            next++;
        }
        return next;
    }
}
