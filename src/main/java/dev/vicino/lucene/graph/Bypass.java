package dev.vicino.lucene.graph;

import java.util.Arrays;

/// What nodes would be linked to, on the lowest layer, if one of them had never been there.
///
/// @param node that is left out
/// @param neighbours of it that would have other links, ascending
/// @param links which, beside those they have
public record Bypass(int node, int[] neighbours, int[][] links) {
    /// Takes the node out of a row, and adds what would be linked to in addition.
    ///
    /// @param of whose row it is
    /// @param row the links that there are, with room for these
    /// @param count how many there are
    /// @return how many there are then
    int apply(int of, int[] row, int count) {
        int left = without(row, count);
        int place = Arrays.binarySearch(neighbours, of);
        if (place < 0) {
            return left;
        }
        int[] added = links[place];
        System.arraycopy(added, 0, row, left, added.length);
        return left + added.length;
    }

    /// Takes the node out of a row.
    ///
    /// @return how many links are left
    int without(int[] row, int count) {
        for (int i = 0; i < count; i++) {
            if (row[i] == node) {
                row[i] = row[count - 1];
                return count - 1;
            }
        }
        return count;
    }
}
