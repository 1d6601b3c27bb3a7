package dev.vicino.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who wins a vote of neighbours: of two labels with as many votes, the one whose nearest member is nearest.
///
/// @param <L> what a label is
/// @param label that has won
/// @param votes it had, at least 1
record Majority<L>(L label, int votes) {
    /// @param nearestFirst the voters' labels, at least one
    static <L> Majority<L> of(List<L> nearestFirst) {
        // In the order of coming, so that of equal counts the one with the nearest member is found first.
        Map<L, Integer> votes = new LinkedHashMap<>();
        for (L label : nearestFirst) {
            votes.merge(label, 1, Integer::sum);
        }
        Majority<L> winner = new Majority<>(nearestFirst.getFirst(), 0);
        for (Map.Entry<L, Integer> label : votes.entrySet()) {
            if (label.getValue() > winner.votes) {
                winner = new Majority<>(label.getKey(), label.getValue());
            }
        }
        return winner;
    }
}
