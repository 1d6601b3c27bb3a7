package dev.vicino.lucene;

import dev.vicino.Calibration;
import dev.vicino.Metric;
import dev.vicino.ProgressListener;
import dev.vicino.SearchRequest;
import dev.vicino.ValueRange;
import dev.vicino.exact.Neighbour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;

/// Measures how much effort reaches which recall: queries, whose exact answers are found first, are walked with rising
/// efforts, until all is found or a walk would be as dear as a scan.
///
/// How many tells how sure the figures are: of a recall of 0.999, two thousand queries miss twenty hits, give or take
/// five, which is a sixth of the effort. Ten thousand are asked where their exact answers are a matter of seconds.
final class RecallMeasurement {
    private static final int FEWEST_QUERIES = 2_000;
    private static final int MOST_QUERIES = 10_000;

    /// Components of items that all queries together are compared with, unless they are the fewest.
    private static final double COMPARED = 5e11;

    /// So many queries are answered before the listener hears of them.
    private static final int AT_ONCE = 1000;

    /// From this effort on fewer are walked, so that greater efforts take no longer; but not fewer than a quarter. That
    /// is enough for the greatest number of hits, where one query tells as much as several.
    private static final int EFFORT_OF_ALL = 200;

    private static final int MOST_TO_ONE = 4;

    /// The numbers of hits that are measured.
    private static final List<Integer> HITS = List.of(10, 100);

    private static final int MOST_HITS = 100;
    private static final int LEAST_EFFORT = 10;

    /// Each effort is greater than the last by about this, and from some effort or recall on, which few will want, by
    /// more, with the fewest queries.
    private static final double STEP = 1.2;

    private static final double LARGE_STEP = 1.5;
    private static final int LARGE_EFFORT = 500;
    private static final double RARELY_WANTED = 0.9995;

    /// Nobody can tell more from so few queries.
    private static final double AS_GOOD_AS_EXACT = 0.9999;

    /// Of what is missed, a share that queries may miss in addition which were never stored. At recalls of 0.9
    /// to 0.99 these missed 0.82 to 1.15 times what stored ones did that were left out, in most cases 1.02 to 1.1
    /// times:
    /// measured on noise, clusters and the digits' latent means.
    private static final double HOPEFULNESS = 0.06;

    private final Metric metric;
    private final Supplier<SnapshotItems> snapshots;
    private final List<SnapshotTarget> queries;

    /// Of each query, the values of the exact nearest, nearest first, at least [#MOST_HITS] if there are.
    private final List<double[]> exact;

    private final UnseenQueries walks = new UnseenQueries();
    private final ProgressListener listener;

    private RecallMeasurement(Metric metric, int dimension, DirectoryReader reader, ProgressListener listener)
            throws IOException {
        this.metric = metric;
        this.listener = listener;
        this.snapshots = () -> new SnapshotItems(reader);
        this.queries = UnseenQueries.targets(reader, metric, queries(dimension, reader));
        this.exact = exact();
    }

    private List<double[]> exact() throws IOException {
        ExactBatch batch = ExactBatch.living(snapshots.get(), metric, MOST_HITS);
        List<double[]> exact = new ArrayList<>(queries.size());
        while (exact.size() < queries.size()) {
            int to = Math.min(exact.size() + AT_ONCE, queries.size());
            for (List<Neighbour> near : batch.nearest(queries.subList(exact.size(), to))) {
                exact.add(near.stream().mapToDouble(Neighbour::value).toArray());
            }
            listener.at("exact answers by " + metric.symbol(), exact.size(), queries.size());
        }
        return exact;
    }

    private static int queries(int dimension, DirectoryReader reader) {
        double components = (double) reader.numDocs() * dimension;
        return (int) Math.clamp(COMPARED / Math.max(1, components), FEWEST_QUERIES, MOST_QUERIES);
    }

    static Calibration of(Metric metric, int dimension, DirectoryReader reader, ProgressListener listener)
            throws IOException {
        RecallMeasurement measurement = new RecallMeasurement(metric, dimension, reader, listener);
        return new Calibration(metric, reader.numDocs(), measurement.queries.size(), measurement.points());
    }

    private List<Calibration.Point> points() throws IOException {
        List<Calibration.Point> points = new ArrayList<>();
        if (!queries.isEmpty()) {
            for (int hits : HITS) {
                measure(hits, points);
            }
        }
        return points;
    }

    private void measure(int hits, List<Calibration.Point> points) throws IOException {
        int effort = Math.max(LEAST_EFFORT, hits);
        double recall = recall(effort, hits, every(effort, hits));
        points.add(new Calibration.Point(hits, effort, recall));
        while (recall < AS_GOOD_AS_EXACT && effort < SearchRequest.MAX_LIMIT) {
            boolean rarelyWanted = effort >= LARGE_EFFORT || recall >= RARELY_WANTED;
            effort = next(effort, rarelyWanted);
            recall = recall(effort, hits, rarelyWanted ? MOST_TO_ONE : every(effort, hits));
            points.add(new Calibration.Point(hits, effort, recall));
        }
    }

    private static int next(int effort, boolean rarelyWanted) {
        double next = Math.ceil(effort * (rarelyWanted ? LARGE_STEP : STEP));
        return (int) Math.min(next, SearchRequest.MAX_LIMIT);
    }

    private static int every(int effort, int hits) {
        return hits == MOST_HITS ? MOST_TO_ONE : Math.clamp(effort / EFFORT_OF_ALL, 1, MOST_TO_ONE);
    }

    /// @param every 1 to ask all queries, 4 for a quarter of them
    private double recall(int effort, int hits, int every) throws IOException {
        int count = (queries.size() + every - 1) / every;
        List<Double> recalls = new ArrayList<>(count);
        while (recalls.size() < count) {
            int from = recalls.size();
            recalls.addAll(
                    OnAllCores.map(Math.min(AT_ONCE, count - from), i -> recallOf((from + i) * every, effort, hits)));
            listener.at("recall@%d at effort %d".formatted(hits, effort), recalls.size(), count);
        }
        return cautious(recalls);
    }

    /// As [dev.vicino.Audit#recall] counts: by values, so that ties are found.
    private double recallOf(int query, int effort, int hits) throws IOException {
        List<RankedItem> found = new NearestItems(
                        snapshots.get(), queries.get(query), null, ValueRange.ALL, new Effort(effort, null), walks)
                .find(hits)
                .items();
        double[] nearest = exact.get(query);
        int there = Math.min(hits, nearest.length);
        double last = nearest[there - 1];
        long right = found.stream()
                .limit(there)
                .filter(item -> metric.compareNearestFirst(item.value(), last) <= 0)
                .count();
        return (double) right / there;
    }

    /// The mean, less what a stored item is found more easily by than what was never stored, and less a quarter of its
    /// standard error: what it is at least, with a certainty of some 60 %. More caution would cost more effort than the
    /// recall takes that is asked for, most of all where a few queries are found by great efforts only.
    private static double cautious(List<Double> recalls) {
        double mean = recalls.stream().mapToDouble(recall -> recall).average().orElse(1);
        double squares = recalls.stream()
                .mapToDouble(recall -> (recall - mean) * (recall - mean))
                .sum();
        double error = Math.sqrt(squares) / Math.max(1, recalls.size());
        return Math.max(0, mean - HOPEFULNESS * (1 - mean) - error / 4);
    }
}
