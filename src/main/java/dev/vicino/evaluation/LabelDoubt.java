package dev.vicino.evaluation;

import java.util.Comparator;
import java.util.List;

/// A label that is doubtful because the item's neighbours mostly have others.
///
/// @param id of the item
/// @param label that it has
/// @param vote the label that most of its neighbours have; of two with as many, the one with the nearest
/// @param agreeing how many neighbours have the item's own label
/// @param neighbours the voters, nearest first, at least one
public record LabelDoubt(String id, Object label, Object vote, int agreeing, List<Voter> neighbours) {
    public LabelDoubt {
        neighbours = List.copyOf(neighbours);
    }

    /// A neighbour with a label.
    public record Voter(String id, Object label) {}

    /// The share of the neighbours that have another label than the item, above a half and up to 1.
    public double disagreement() {
        return 1 - (double) agreeing / neighbours.size();
    }

    /// How many neighbours have the label that was voted for.
    public long votes() {
        return neighbours.stream().filter(voter -> voter.label().equals(vote)).count();
    }

    /// The most doubtful first: those with the most neighbours of other labels, then those whose neighbours are most
    /// of one mind, ties by id.
    static Comparator<LabelDoubt> mostDoubtfulFirst() {
        return Comparator.comparingDouble(LabelDoubt::disagreement)
                .thenComparingDouble(doubt -> (double) doubt.votes() / doubt.neighbours.size())
                .reversed()
                .thenComparing(LabelDoubt::id);
    }
}
