package dev.vicino.lucene;

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
        Map<Integer, RankedItem> fused = new HashMap<>();
        byWords.forEach(item -> fused.put(item.doc(), item));
        for (int i = 0; i < byVector.size(); i++) {
            RankedItem near = byVector.get(i);
            RankedItem match = fused.get(near.doc());
            Fused words = match == null ? null : match.fused();
            Fused both = words == null ? Fused.of(i + 1, 0, 0) : Fused.of(i + 1, words.textRank(), words.textScore());
            fused.put(near.doc(), new RankedItem(near.doc(), near.id(), near.value(), both));
        }
        List<RankedItem> ranked = new ArrayList<>(fused.values());
        ranked.sort(Comparator.comparingDouble(RankFusion::score).reversed().thenComparing(RankedItem::id));
        return ranked;
    }

    private static double score(RankedItem item) {
        return item.fused() == null ? 0 : item.fused().score();
    }
}
