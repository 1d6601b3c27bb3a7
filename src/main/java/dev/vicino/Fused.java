package dev.vicino;

/// Where a hit of a search by words stands in the rankings that were fused (see [Query.Hybrid]). In a search by words
/// alone there is one ranking.
///
/// @param vectorRank 1 for the nearest by the vector; 0 if it is not in that ranking
/// @param textRank 1 for the best match of the words; 0 if it is not in that ranking
/// @param textScore BM25 of the words, above 0; 0 if it is not in that ranking
/// @param score `Σ 1 / (60 + rank)` over the rankings it is in
public record Fused(int vectorRank, int textRank, double textScore, double score) {
    /// The constant of reciprocal rank fusion, as in the paper: how little the first ranks stand out.
    public static final int RANK_CONSTANT = 60;

    /// An item of these ranks.
    public static Fused of(int vectorRank, int textRank, double textScore) {
        return new Fused(vectorRank, textRank, textScore, share(vectorRank) + share(textRank));
    }

    private static double share(int rank) {
        return rank == 0 ? 0 : 1.0 / (RANK_CONSTANT + rank);
    }
}
