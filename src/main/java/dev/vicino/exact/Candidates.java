package dev.vicino.exact;

import java.util.Arrays;

/// Keeps those of a stream of uncertain keys that may be among the `limit` smallest.
///
/// Each key is known to lie between a lower and an upper bound. Once `limit` upper bounds are in, the largest of the
/// smallest of them is a threshold: a key whose lower bound lies beyond it has `limit` smaller ones before it for
/// certain, and is forgotten.
final class Candidates {
    private static final int MOST_AT_FIRST = 64;

    /// So many more in question at a time than are asked for are unusual.
    private static final int CROWD = 1024;

    private int limit;

    /// The smallest upper bounds so far, at most `limit`, as a binary heap with the largest at the top.
    private double[] heap;

    private int heapSize;
    private double threshold = Double.POSITIVE_INFINITY;

    private int[] ordinals;
    private double[] lowers;
    private double[] uppers;
    private int size;

    Candidates(int limit) {
        this.limit = limit;
        int room = roomAtFirst(limit);
        this.heap = new double[Math.min(limit, MOST_AT_FIRST)];
        this.ordinals = new int[room];
        this.lowers = new double[room];
        this.uppers = new double[room];
    }

    /// Forgets all keys.
    ///
    /// @param next how many smallest there are to be from now on
    void clear(int next) {
        limit = next;
        heapSize = 0;
        size = 0;
        threshold = Double.POSITIVE_INFINITY;
        if (crowded()) {
            int room = roomAtFirst(next);
            ordinals = new int[room];
            lowers = new double[room];
            uppers = new double[room];
        }
    }

    private static int roomAtFirst(int limit) {
        return Math.min(2 * Math.min(limit, MOST_AT_FIRST), MOST_AT_FIRST);
    }

    void offer(int ordinal, double lower, double upper) {
        if (lower > threshold) {
            return;
        }
        if (size == ordinals.length) {
            makeRoom();
        }
        ordinals[size] = ordinal;
        lowers[size] = lower;
        uppers[size++] = upper;
        if (heapSize < limit) {
            push(upper);
        } else if (upper < threshold) {
            replaceTop(upper);
        }
        if (heapSize == limit) {
            threshold = heap[0];
        }
    }

    /// A key whose lower bound is larger need not be offered; infinite until `limit` keys were.
    double threshold() {
        return threshold;
    }

    /// Whether unusually many were in question at a time: ties, or bounds too wide to tell the keys apart.
    boolean crowded() {
        return ordinals.length > CROWD + 8L * limit;
    }

    /// Offers what is still in question to others.
    void offerTo(Candidates others) {
        prune();
        for (int i = 0; i < size; i++) {
            others.offer(ordinals[i], lowers[i], uppers[i]);
        }
    }

    /// The ordinals that are still in question, in the order of their coming.
    int[] remaining() {
        prune();
        return Arrays.copyOf(ordinals, size);
    }

    private void makeRoom() {
        prune();
        if (size > ordinals.length / 2) {
            ordinals = Arrays.copyOf(ordinals, 2 * ordinals.length);
            lowers = Arrays.copyOf(lowers, 2 * lowers.length);
            uppers = Arrays.copyOf(uppers, 2 * uppers.length);
        }
    }

    private void prune() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (lowers[i] <= threshold) {
                ordinals[kept] = ordinals[i];
                lowers[kept] = lowers[i];
                uppers[kept++] = uppers[i];
            }
        }
        size = kept;
    }

    private void push(double upper) {
        if (heapSize == heap.length) {
            heap = Arrays.copyOf(heap, 2 * heap.length);
        }
        int child = heapSize++;
        while (child > 0) {
            int parent = (child - 1) >>> 1;
            if (heap[parent] >= upper) {
                break;
            }
            heap[child] = heap[parent];
            child = parent;
        }
        heap[child] = upper;
    }

    private void replaceTop(double upper) {
        int parent = 0;
        for (int child = 1; child < heapSize; child = 2 * parent + 1) {
            if (child + 1 < heapSize && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[child] <= upper) {
                break;
            }
            heap[parent] = heap[child];
            parent = child;
        }
        heap[parent] = upper;
    }
}
