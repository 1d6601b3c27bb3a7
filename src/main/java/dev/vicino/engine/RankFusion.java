package dev.vicino.engine;

import dev.vicino.Fused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fuses two rankings by their ranks, as [dev.vicino.Query.Hybrid] defines it.
public final class RankFusion {
    private RankFusion() {}

    /// All that is in either ranking, the largest fused score first, ties by id.
    ///
    /// @param byVector the nearest first
    /// @param byWords the best match first, with text ranks and scores
    public static <R extends Ranked<R>> List<R> fuse(List<R> byVector, List<R> byWords) {
        Map<String, R> fused = new HashMap<>();
        byWords.forEach(item -> fused.put(item.id(), item));
        int rank = 0;
        for (R near : byVector) {
            rank++;
            R match = fused.get(near.id());
            Fused words = match == null ? null : match.fused();
            Fused both = words == null ? Fused.of(rank, 0, 0) : Fused.of(rank, words.textRank(), words.textScore());
            fused.put(near.id(), near.fused(both));
        }
        List<R> ranked = new ArrayList<>(fused.values());
        Comparator<R> byScore = Comparator.comparingDouble(RankFusion::score);
        ranked.sort(byScore.reversed().thenComparing(Ranked::id));
        return ranked;
    }

    private static double score(Ranked<?> item) {
        Fused fused = item.fused();
        return fused == null ? 0 : fused.score();
    }
}
