package dev.vicino.exact;

import java.util.Arrays;

/// Keeps those of a stream of uncertain keys that may be among the `limit` smallest.
///
/// Each key is known to lie between a lower and an upper bound. Once `limit` upper bounds are in, the largest of the
/// smallest of them is a threshold: a key whose lower bound lies beyond it has `limit` smaller ones before it for
/// certain, and is forgotten.
final class Candidates {
    private static final int FIRST_CAPACITY = 64;

    private final int limit;

    /// The smallest upper bounds so far, at most `limit`, as a binary heap with the largest at the top.
    private double[] uppers = new double[FIRST_CAPACITY];

    private int upperCount;
    private double threshold = Double.POSITIVE_INFINITY;

    private int[] ordinals = new int[FIRST_CAPACITY];
    private double[] lowers = new double[FIRST_CAPACITY];
    private int size;

    Candidates(int limit) {
        this.limit = limit;
    }

    void offer(int ordinal, double lower, double upper) {
        if (lower > threshold) {
            return;
        }
        if (size == ordinals.length) {
            makeRoom();
        }
        ordinals[size] = ordinal;
        lowers[size++] = lower;
        if (upperCount < limit) {
            push(upper);
        } else if (upper < threshold) {
            replaceTop(upper);
        }
        if (upperCount == limit) {
            threshold = uppers[0];
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
        }
    }

    private void prune() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (lowers[i] <= threshold) {
                ordinals[kept] = ordinals[i];
                lowers[kept++] = lowers[i];
            }
        }
        size = kept;
    }

    private void push(double upper) {
        if (upperCount == uppers.length) {
            uppers = Arrays.copyOf(uppers, 2 * uppers.length);
        }
        int child = upperCount++;
        while (child > 0) {
            int parent = (child - 1) >>> 1;
            if (uppers[parent] >= upper) {
                break;
            }
            uppers[child] = uppers[parent];
            child = parent;
        }
        uppers[child] = upper;
    }

    private void replaceTop(double upper) {
        int parent = 0;
        for (int child = 1; child < upperCount; child = 2 * parent + 1) {
            if (child + 1 < upperCount && uppers[child + 1] > uppers[child]) {
                child++;
            }
            if (uppers[child] <= upper) {
                break;
            }
            uppers[parent] = uppers[child];
            parent = child;
        }
        uppers[parent] = upper;
    }
}
