package dev.vicino.lucene.graph;

/// The nearest nodes that a walk has come by, nearest first, and which of them it has still to look around from.
///
/// Each entry is one number: the key's bits, made to compare as signed integers do, then the node, then whether the
/// walk has been there. One array, kept in order, is faster than two heaps at the sizes that walks have.
final class NodePool {
    private static final long BEEN_THERE = 1;

    private long[] entries = new long[64];
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
        if (entries.length < most) {
            entries = new long[Math.max(most, 2 * entries.length)];
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

    /// Whether a node of this key would be kept.
    boolean wants(float key) {
        return size < limit || comparable(Float.floatToRawIntBits(key)) < (int) (entries[size - 1] >> Integer.SIZE);
    }

    /// Puts a node in that [#wants] its key.
    void add(int node, float key) {
        long entry =
                (long) comparable(Float.floatToRawIntBits(key)) << Integer.SIZE | Integer.toUnsignedLong(node) << 1;
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries[middle] < entry) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (size < limit) {
            size++;
        }
        System.arraycopy(entries, low, entries, low + 1, size - 1 - low);
        entries[low] = entry;
        next = Math.min(next, low);
    }

    /// The nearest node that the walk has not looked around from, which it does now; -1 if there is none.
    int takeNext() {
        while (next < size && (entries[next] & BEEN_THERE) != 0) {
            next++;
        }
        if (next == size) {
            return -1;
        }
        entries[next] |= BEEN_THERE;
        return node(next++);
    }

    /// Orders the bits of floats as integers, and back again.
    private static int comparable(int bits) {
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }
}
