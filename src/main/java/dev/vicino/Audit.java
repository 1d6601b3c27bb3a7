package dev.vicino;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An approximate answer beside the exact one to the same request.
///
/// @param approximate what the graph found
/// @param exact what there was to find
public record Audit(SearchResult approximate, SearchResult exact) {
    public Audit {
        if (approximate.metric() != exact.metric()) {
            throw new IllegalArgumentException(
                    "cannot hold an answer by " + approximate.metric() + " against one by " + exact.metric());
        }
        if (!exact.exact()) {
            throw new IllegalArgumentException("the answer to hold against is itself approximate");
        }
    }

    /// Recall@k: the share of the exact answer's hits that the approximate one holds, in [0, 1]; 1 if there was nothing
    /// to find. In an answer that is ordered by value, a hit whose value equals the k-th exact one counts as found,
    /// whichever of the tied items it is (as ann-benchmarks counts).
    public double recall() {
        if (exact.hits().isEmpty()) {
            return 1;
        }
        Set<String> wanted = Set.copyOf(exact.ids());
        boolean byValue = exact.request().orderedByValue();
        double last = exact.hits().getLast().value();
        long found = approximate.hits().stream()
                .limit(exact.hits().size())
                .filter(hit -> wanted.contains(hit.id())
                        || (byValue && exact.metric().compareNearestFirst(hit.value(), last) <= 0))
                .count();
        return (double) found / exact.hits().size();
    }

    /// The exact hits that the approximate answer lacks, nearest first. Of items tied on the k-th value, one may be
    /// listed although [#recall] counts another in its place.
    public List<Hit> missed() {
        Set<String> found = Set.copyOf(approximate.ids());
        return exact.hits().stream().filter(hit -> !found.contains(hit.id())).toList();
    }

    /// For each id that both answers hold: its approximate rank minus its exact one. Where the graph missed nearer
    /// items, those behind move up, so shifts are zero or negative.
    public SortedMap<String, Integer> rankShifts() {
        Map<String, Integer> exactRanks =
                exact.hits().stream().collect(Collectors.toMap(Hit::id, Hit::rank, (a, b) -> a, HashMap::new));
        SortedMap<String, Integer> shifts = new TreeMap<>();
        for (Hit hit : approximate.hits()) {
            Integer exactRank = exactRanks.get(hit.id());
            if (exactRank != null) {
                shifts.put(hit.id(), hit.rank() - exactRank);
            }
        }
        return shifts;
    }
}
