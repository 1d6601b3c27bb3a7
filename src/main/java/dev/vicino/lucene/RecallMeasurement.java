package dev.vicino.lucene;

import dev.vicino.Calibration;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.ValueRange;
import dev.vicino.engine.RankedItems;
import dev.vicino.exact.Neighbour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;

/// Measures how much effort reaches which recall: some hundred queries, whose exact answers are found first, are walked
/// with rising efforts, until all is found or a walk would be as dear as a scan.
final class RecallMeasurement {
    private static final int QUERIES = 300;

    /// The numbers of hits that are measured.
    private static final List<Integer> HITS = List.of(10, 100);

    private static final int MOST_HITS = 100;
    private static final int LEAST_EFFORT = 10;

    /// Each effort is greater than the last by about this.
    private static final double STEP = 1.3;

    /// Nobody can tell more from so few queries.
    private static final double AS_GOOD_AS_EXACT = 0.9999;

    private final Metric metric;
    private final Supplier<SnapshotItems> snapshots;
    private final List<SnapshotTarget> queries;

    /// Of each query, the values of the exact nearest, nearest first, at least [#MOST_HITS] if there are.
    private final List<double[]> exact;

    private RecallMeasurement(Metric metric, DirectoryReader reader) throws IOException {
        this.metric = metric;
        this.snapshots = () -> new SnapshotItems(reader);
        this.queries = new UnseenQueries(reader, snapshots, metric).targets(QUERIES);
        this.exact = ExactBatch.living(snapshots.get(), metric, MOST_HITS).nearest(queries).stream()
                .map(near -> near.stream().mapToDouble(Neighbour::value).toArray())
                .toList();
    }

    static Calibration of(Metric metric, DirectoryReader reader) throws IOException {
        RecallMeasurement measurement = new RecallMeasurement(metric, reader);
        return new Calibration(metric, reader.numDocs(), measurement.queries.size(), measurement.points());
    }

    private List<Calibration.Point> points() throws IOException {
        List<Calibration.Point> points = new ArrayList<>();
        boolean more = !queries.isEmpty();
        for (int effort = LEAST_EFFORT; more; effort = (int) Math.ceil(effort * STEP)) {
            int candidates = Math.min(effort, SearchRequest.MAX_LIMIT);
            List<RankedItems<RankedItem>> answers =
                    OnAllCores.map(queries.size(), i -> walk(queries.get(i), candidates));
            more = effort < SearchRequest.MAX_LIMIT && add(candidates, answers, points);
        }
        return points;
    }

    private RankedItems<RankedItem> walk(SnapshotTarget query, int effort) throws IOException {
        return new NearestItems(snapshots.get(), query, null, ValueRange.ALL, new Effort(effort, null))
                .find(Math.min(effort, MOST_HITS));
    }

    /// Whether more effort may find more.
    private boolean add(int effort, List<RankedItems<RankedItem>> answers, List<Calibration.Point> points) {
        boolean more = false;
        for (int hits : HITS) {
            if (hits <= effort) {
                double recall = cautious(recalls(answers, hits));
                points.add(new Calibration.Point(hits, effort, recall));
                more |= recall < AS_GOOD_AS_EXACT;
            } else {
                more = true;
            }
        }
        return more;
    }

    private double[] recalls(List<RankedItems<RankedItem>> answers, int hits) {
        double[] recalls = new double[answers.size()];
        for (int i = 0; i < recalls.length; i++) {
            recalls[i] = recall(answers.get(i).items(), exact.get(i), hits);
        }
        return recalls;
    }

    /// As [dev.vicino.Audit#recall] counts: by values, so that ties are found.
    private double recall(List<RankedItem> found, double[] nearest, int hits) {
        int there = Math.min(hits, nearest.length);
        double last = nearest[there - 1];
        long right = found.stream()
                .limit(there)
                .filter(item -> metric.compareNearestFirst(item.value(), last) <= 0)
                .count();
        return (double) right / there;
    }

    /// The mean less twice its standard error: what it is at least, with a certainty of some 98 %.
    private static double cautious(double[] recalls) {
        double mean = Arrays.stream(recalls).average().orElse(1);
        double squares = Arrays.stream(recalls)
                .map(recall -> (recall - mean) * (recall - mean))
                .sum();
        return Math.max(0, mean - 2 * Math.sqrt(squares) / recalls.length);
    }
}
