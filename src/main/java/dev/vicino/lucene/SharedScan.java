package dev.vicino.lucene;

import dev.vicino.Metric;
import dev.vicino.exact.NearestScan;
import dev.vicino.exact.Neighbour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Finds the exact nearest for many targets at a time, on all cores, reading each vector once for many of them: that
/// costs more than comparing it.
///
/// @param snapshots gives each thread its own view of one snapshot
record SharedScan(Supplier<SnapshotItems> snapshots, Metric metric, int limit) {
    private static final int[] NONE = {};

    /// The nearest for each target, at least [#limit] of them if there are.
    List<List<Neighbour>> nearest(List<SearchTarget> targets) throws IOException {
        int parts = Runtime.getRuntime().availableProcessors();
        List<List<List<Neighbour>>> found = OnAllCores.map(
                parts,
                part -> scan(targets.subList(targets.size() * part / parts, targets.size() * (part + 1) / parts)));
        return found.stream().flatMap(List::stream).toList();
    }

    private List<List<Neighbour>> scan(List<SearchTarget> targets) throws IOException {
        List<NearestScan> scans = targets.stream()
                .map(target -> new NearestScan(metric, target.vector(), limit))
                .toList();
        SnapshotItems snapshot = snapshots.get();
        for (SegmentItems segment : snapshot.segments()) {
            EligibleItems living = EligibleItems.of(segment, null, NONE);
            for (int doc = living.next(0); doc != Integer.MAX_VALUE; doc = living.next(doc + 1)) {
                offer(segment.docBase() + doc, segment.vector(doc), targets, scans);
            }
        }
        List<List<Neighbour>> nearest = new ArrayList<>();
        for (NearestScan scan : scans) {
            nearest.add(snapshot.nearest(scan));
        }
        return nearest;
    }

    private static void offer(int doc, float[] vector, List<SearchTarget> targets, List<NearestScan> scans) {
        for (int i = 0; i < scans.size(); i++) {
            if (!targets.get(i).leavesOut(doc)) {
                scans.get(i).offer(doc, vector);
            }
        }
    }
}
