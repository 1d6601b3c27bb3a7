package dev.vicino.opensearch;

import dev.vicino.Fused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fuses two rankings by their ranks, as [dev.vicino.Query.Hybrid] defines it.
final class RankFusion {
    private RankFusion() {}

    /// All that is in either ranking, the largest fused score first, ties by id.
    ///
    /// @param byVector the nearest first
    /// @param byWords the best match first, with text ranks and scores
    static List<RankedItem> fuse(List<RankedItem> byVector, List<RankedItem> byWords) {
        Map<String, RankedItem> fused = new HashMap<>();
        byWords.forEach(item -> fused.put(item.id(), item));
        int rank = 0;
        for (RankedItem near : byVector) {
            rank++;
            RankedItem match = fused.get(near.id());
            Fused words = match == null ? null : match.fused();
            Fused both = words == null ? Fused.of(rank, 0, 0) : Fused.of(rank, words.textRank(), words.textScore());
            fused.put(near.id(), near.fused(both));
        }
        List<RankedItem> ranked = new ArrayList<>(fused.values());
        ranked.sort(Comparator.comparingDouble(RankFusion::score).reversed().thenComparing(RankedItem::id));
        return ranked;
    }

    private static double score(RankedItem item) {
        return item.fused() == null ? 0 : item.fused().score();
    }
}
