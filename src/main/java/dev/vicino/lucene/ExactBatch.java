package dev.vicino.lucene;

import dev.vicino.Metric;
import dev.vicino.exact.BatchScan;
import dev.vicino.exact.Neighbour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Finds the exact nearest to many targets at a time, on all cores: each vector that was read is compared with all of
/// them while it is in the cache (see [BatchScan]).
///
/// @param eligible the items to compare with, segment by segment: all that may be hits of any of the targets
/// @param limit how many to find
record ExactBatch(List<EligibleItems> eligible, Metric metric, int limit) {
    /// So many share a scan. With more, the candidates of all of them would no longer stay in the caches.
    private static final int TARGETS_AT_ONCE = 1024;

    /// Of a snapshot's living items.
    static ExactBatch living(SnapshotItems snapshot, Metric metric, int limit) throws IOException {
        return new ExactBatch(EligibleItems.of(snapshot, null, EligibleItems.NONE), metric, limit);
    }

    /// For each target the nearest of what it does not leave out, by value, at least [#limit] of them if there are,
    /// and every further one whose value equals the last one's.
    List<List<Neighbour>> nearest(List<SnapshotTarget> targets) throws IOException {
        List<List<Neighbour>> nearest = new ArrayList<>(targets.size());
        for (int from = 0; from < targets.size(); from += TARGETS_AT_ONCE) {
            nearest.addAll(together(targets.subList(from, Math.min(from + TARGETS_AT_ONCE, targets.size()))));
        }
        return nearest;
    }

    private List<List<Neighbour>> together(List<SnapshotTarget> targets) throws IOException {
        int leftOut = targets.stream()
                .mapToInt(target -> target.leftOut().length)
                .max()
                .orElse(0);
        float[][] queries = targets.stream().map(SnapshotTarget::vector).toArray(float[][]::new);
        int threads = Runtime.getRuntime().availableProcessors();
        BatchScan scan = new BatchScan(metric, queries, limit + leftOut, threads);
        try {
            for (EligibleItems items : eligible) {
                scan.offerAccepted(items.segment().docBase(), items.segment().block(), items::next);
            }
            List<List<Neighbour>> found = scan.nearest();
            List<List<Neighbour>> nearest = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                nearest.add(without(found.get(i), targets.get(i)));
            }
            return nearest;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static List<Neighbour> without(List<Neighbour> found, SnapshotTarget target) {
        return found.stream()
                .filter(neighbour -> !target.leavesOut(neighbour.ordinal()))
                .toList();
    }
}
