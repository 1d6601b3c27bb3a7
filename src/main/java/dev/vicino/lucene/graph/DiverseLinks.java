package dev.vicino.lucene.graph;

import java.io.IOException;
import java.util.Arrays;

/// Chooses whom a node is linked to (Malkov & Yashunin 2016, algorithm 4): from the nearest on, each candidate that is
/// nearer to the node than to all that were chosen before it. For one thread at a time.
final class DiverseLinks {
    /// A candidate's key, as a signed integer that compares as the key does, then its number: of equally near ones the
    /// lower number is first.
    private long[] candidates = new long[256];

    private int[] nodes = new int[256];
    private float[] keys = new float[256];
    private float[] fromChosen = new float[256];
    private int count;

    void clear() {
        count = 0;
    }

    /// Adds a candidate, which may be there already.
    void add(int node, float key) {
        if (count == candidates.length) {
            candidates = Arrays.copyOf(candidates, 2 * count);
        }
        int bits = Float.floatToRawIntBits(key);
        candidates[count++] = (long) (bits ^ (bits >> 31 & Integer.MAX_VALUE)) << Integer.SIZE | node;
    }

    /// Chooses.
    ///
    /// @param most how many at the most
    /// @param pairs to compare candidates by
    /// @param chosen receives them, the nearest first
    /// @return how many
    int choose(int most, NodePairs.From pairs, int[] chosen) throws IOException {
        sort();
        int left = count;
        int links = 0;
        while (left > 0) {
            int nearest = nodes[0];
            chosen[links++] = nearest;
            if (links == most || left == 1) {
                break;
            }
            left = dropNearerTo(nearest, left, pairs);
        }
        return links;
    }

    /// Chooses, then adds the nearest of the others if these are fewer than a number.
    int choose(int fewest, int most, NodePairs.From pairs, int[] chosen) throws IOException {
        int links = choose(most, pairs, chosen);
        for (int i = 0; i < count && links < fewest; i++) {
            int node = (int) candidates[i];
            if (!contains(chosen, links, node)) {
                chosen[links++] = node;
            }
        }
        return links;
    }

    static boolean contains(int[] nodes, int count, int node) {
        for (int i = 0; i < count; i++) {
            if (nodes[i] == node) {
                return true;
            }
        }
        return false;
    }

    private void sort() {
        Arrays.sort(candidates, 0, count);
        if (nodes.length < count) {
            nodes = new int[candidates.length];
            keys = new float[candidates.length];
            fromChosen = new float[candidates.length];
        }
        for (int i = 0; i < count; i++) {
            int bits = (int) (candidates[i] >> Integer.SIZE);
            nodes[i] = (int) candidates[i];
            keys[i] = Float.intBitsToFloat(bits ^ (bits >> 31 & Integer.MAX_VALUE));
        }
    }

    /// Keeps of the candidates after the first those that are not nearer to it, which was chosen.
    private int dropNearerTo(int chosen, int left, NodePairs.From pairs) throws IOException {
        System.arraycopy(nodes, 1, nodes, 0, left - 1);
        System.arraycopy(keys, 1, keys, 0, left - 1);
        pairs.node(chosen);
        pairs.score(nodes, left - 1, fromChosen);
        int kept = 0;
        for (int i = 0; i < left - 1; i++) {
            if (keys[i] < fromChosen[i] && nodes[i] != chosen) {
                nodes[kept] = nodes[i];
                keys[kept++] = keys[i];
            }
        }
        return kept;
    }
}
