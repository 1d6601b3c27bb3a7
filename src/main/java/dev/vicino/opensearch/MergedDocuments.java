package dev.vicino.opensearch;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// How many documents of an index a forced merge has merged, of those that it has to.
///
/// A node counts the documents of a merge when that has ended, and a forced merge of a shard is one merge: so the
/// number grows by a copy of a shard at a time, and each counts as many documents as lie in it. How far a merge under
/// way is, a node does not know itself.
final class MergedDocuments {
    private final Map<String, Copy> copies = new HashMap<>();
    private final long total;
    private long done;

    /// @param shards of the index, as `_stats/docs,merge,segments` tells of them, before the merge
    MergedDocuments(JsonNode shards) {
        each(shards, (place, copy) -> {
            JsonNode documents = copy.required("docs");
            long deleted = documents.required("deleted").asLong();
            if (copy.required("segments").required("count").asLong() > 1 || deleted > 0) {
                copies.put(place, new Copy(documents.required("count").asLong() + deleted, merged(copy)));
            }
        });
        total = copies.values().stream().mapToLong(Copy::documents).sum();
    }

    /// A copy of a shard before the merge.
    ///
    /// @param documents in it, those that are deleted and those within others too
    /// @param merged since its node opened it
    private record Copy(long documents, long merged) {}

    private interface Visitor {
        void visit(String place, JsonNode copy);
    }

    private static void each(JsonNode shards, Visitor visitor) {
        shards.forEachEntry((number, copies) -> copies.forEach(copy -> visitor.visit(
                number + " on " + copy.required("routing").required("node").asString(""), copy)));
    }

    private static long merged(JsonNode copy) {
        return copy.required("merges").required("total_docs").asLong();
    }

    /// Documents that have to be merged, those of all copies; none if each copy is one segment that is as it should be.
    long total() {
        return total;
    }

    /// Documents that are merged; no fewer than were before, even if a node has been started anew and counts from zero.
    ///
    /// @param shards as before the merge, now
    long done(JsonNode shards) {
        long[] now = {0};
        each(shards, (place, copy) -> {
            Copy before = copies.get(place);
            if (before != null) {
                now[0] += Math.clamp(merged(copy) - before.merged, 0, before.documents);
            }
        });
        done = Math.max(done, now[0]);
        return done;
    }
}
