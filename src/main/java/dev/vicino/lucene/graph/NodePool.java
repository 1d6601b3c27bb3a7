package dev.vicino.lucene.graph;

import java.util.Arrays;

/// The nearest nodes that a walk has come by, nearest first, and which of them it has still to look around from.
///
/// Each entry is one number: the key's bits, made to compare as signed integers do, then the node, then whether the
/// walk has been there. One array, kept in order, is faster than two heaps at the sizes that walks have.
final class NodePool {
    private static final long BEEN_THERE = 1;

    private long[] entries = new long[64];
    private long[] wanted = new long[64];
    private int limit;
    private int size;

    /// All entries before it have been looked around from.
    private int next;

    /// Empties the pool.
    ///
    /// @param most entries it is to keep
    void reset(int most) {
        limit = most;
        size = 0;
        next = 0;
    }

    /// Has the walk look around from all entries once more, as it does on another layer.
    void lookAgain() {
        next = 0;
        for (int i = 0; i < size; i++) {
            entries[i] &= ~BEEN_THERE;
        }
    }

    int size() {
        return size;
    }

    int node(int place) {
        return (int) (entries[place] >>> 1) & Integer.MAX_VALUE;
    }

    float key(int place) {
        return Float.intBitsToFloat(comparable((int) (entries[place] >> Integer.SIZE)));
    }

    /// Keeps those of some nodes that are among the nearest so far.
    ///
    /// @param nodes none of which the pool has
    /// @param keys of the nodes
    /// @param count how many nodes
    /// @return how many were nearer than the last that the pool had, or found room
    int offer(int[] nodes, float[] keys, int count) {
        int most = size < limit ? Integer.MAX_VALUE : (int) (entries[size - 1] >> Integer.SIZE);
        if (wanted.length < count) {
            wanted = new long[count];
        }
        int found = 0;
        for (int i = 0; i < count; i++) {
            int key = comparable(Float.floatToRawIntBits(keys[i]));
            if (key < most) {
                insert((long) key << Integer.SIZE | (long) nodes[i] << 1, found++);
            }
        }
        if (found > 0) {
            merge(found);
        }
        return found;
    }

    /// Among the first so many wanted entries.
    private void insert(long entry, int before) {
        int at = before;
        for (; at > 0 && wanted[at - 1] > entry; at--) {
            wanted[at] = wanted[at - 1];
        }
        wanted[at] = entry;
    }

    /// From the far end, so that an entry is moved once for all that come before it. One by one: a wide move would have
    /// to wait for what was just stored.
    private void merge(int found) {
        if (entries.length < size + found) {
            entries = Arrays.copyOf(entries, 2 * (size + found));
        }
        int old = size - 1;
        for (int i = found - 1; i >= 0; i--) {
            long entry = wanted[i];
            for (; old >= 0 && entries[old] > entry; old--) {
                entries[old + i + 1] = entries[old];
            }
            entries[old + i + 1] = entry;
        }
        next = Math.min(next, old + 1);
        size = Math.min(limit, size + found);
    }

    /// The nearest node that the walk has not looked around from, which it does now; -1 if there is none.
    int takeNext() {
        int node = next();
        if (node >= 0) {
            entries[next++] |= BEEN_THERE;
        }
        return node;
    }

    /// The node that it would look around from next; -1 if there is none.
    int next() {
        while (next < size && (entries[next] & BEEN_THERE) != 0) {
            next++;
        }
        return next == size ? -1 : node(next);
    }

    /// Orders the bits of floats as integers, and back again.
    private static int comparable(int bits) {
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }
}
