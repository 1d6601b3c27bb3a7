package dev.vicino.lucene;

import dev.vicino.Metric;
import dev.vicino.SearchPlan.Way;
import dev.vicino.SearchRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// How hard to look for the nearest.
///
/// @param candidates that a walk keeps; 0 where none is to be made
/// @param scan why every item is to be compared instead; null if it need not be
record Effort(int candidates, @Nullable Way scan) {
    static final Effort SCAN = new Effort(0, Way.SCANNED_AS_ASKED);
    static final Effort SCAN_FOR_RECALL = new Effort(0, Way.SCANNED_FOR_RECALL);

    /// What is known of the effort that reaches a recall.
    interface Reaching {
        /// The effort that reaches it.
        ///
        /// @param hits how many of the nearest are asked for
        Effort of(Metric metric, SearchRequest.Mode.TargetRecall target, int hits) throws IOException;
    }

    static Effort of(SearchRequest.Mode mode, Metric metric, int hits, Reaching reaching) throws IOException {
        return switch (mode) {
            case SearchRequest.Mode.Exact exact -> SCAN;
            case SearchRequest.Mode.Approximate walk -> new Effort(walk.effort(), null);
            case SearchRequest.Mode.TargetRecall target ->
                target.recall() == 1 ? SCAN : reaching.of(metric, target, hits);
        };
    }
}
