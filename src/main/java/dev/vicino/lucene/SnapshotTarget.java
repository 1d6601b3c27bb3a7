package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.Query;
import dev.vicino.engine.SearchTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A [SearchTarget] in a snapshot, where what is left out goes by document number: it is asked for each candidate.
///
/// @param metric that the values are in
/// @param vector of the collection's dimension, finite, and with a direction if the metric asks for one
/// @param leftOut the documents that the vector was made of, ascending; none if it is the caller's alone
record SnapshotTarget(Metric metric, float[] vector, int[] leftOut) {
    boolean leavesOut(int doc) {
        return leftOut.length > 0 && Arrays.binarySearch(leftOut, doc) >= 0;
    }

    /// Throws what [SearchTarget#of] throws.
    static SnapshotTarget of(CollectionSpec spec, Metric metric, Query.ByVector query, SnapshotItems items)
            throws IOException {
        List<Integer> docs = new ArrayList<>();
        SearchTarget target = SearchTarget.of(spec, metric, query, ids -> {
            Map<String, float[]> vectors = new HashMap<>();
            for (String id : ids) {
                int doc = items.find(id);
                if (doc >= 0) {
                    docs.add(doc);
                    vectors.put(id, items.vector(doc).clone());
                }
            }
            return vectors;
        });
        int[] leftOut = docs.isEmpty()
                ? EligibleItems.NONE
                : docs.stream().mapToInt(doc -> doc).sorted().toArray();
        return new SnapshotTarget(metric, target.vector(), leftOut);
    }
}
