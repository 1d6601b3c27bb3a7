package dev.vicino.evaluation;

/// How often a vote named the right label.
///
/// @param correct queries whose label won the vote
/// @param total queries, at least 1
public record VoteResult(int correct, int total) {
    /// The share that was right, in [0, 1].
    public double accuracy() {
        return (double) correct / total;
    }
}
