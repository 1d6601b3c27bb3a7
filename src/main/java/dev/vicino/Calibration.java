package dev.vicino;

import java.util.List;
import java.util.OptionalInt;

/// How much effort a collection needs for a recall under a metric, as measured on items of its own.
///
/// @param metric that was searched by
/// @param items in the collection when it was measured
/// @param queries how many searches each figure is the mean of, but for those of great efforts or many hits, which
///     are of fewer
/// @param points what was measured, for each number of hits from the least effort to the greatest
public record Calibration(Metric metric, long items, int queries, List<Point> points) {
    /// Far more than what computing an effort between two measured ones may be off by.
    private static final double ROUNDING = 1e-6;

    public Calibration {
        points = List.copyOf(points);
    }

    /// One measurement.
    ///
    /// @param hits how many of the nearest were asked for, the k of recall@k
    /// @param effort candidates kept while walking
    /// @param recall the mean recall, less 6 % of what was missed and a quarter of its standard error, in [0, 1]
    public record Point(int hits, int effort, double recall) {}

    /// The least effort that reaches a recall, for a number of hits: by the nearest greater number that was measured,
    /// or, beyond the greatest, in proportion. None if no measured effort reaches it, or if it would have to be above
    /// [SearchRequest#MAX_LIMIT].
    public OptionalInt effort(double recall, int hits) {
        int greatest = points.stream().mapToInt(Point::hits).max().orElse(0);
        int measured = points.stream()
                .mapToInt(Point::hits)
                .filter(number -> number >= hits)
                .min()
                .orElse(greatest);
        OptionalInt least = least(
                recall, points.stream().filter(point -> point.hits == measured).toList());
        if (least.isEmpty() || hits <= measured) {
            return least;
        }
        long inProportion = (long) Math.ceil((double) least.getAsInt() * hits / measured);
        return inProportion > SearchRequest.MAX_LIMIT ? OptionalInt.empty() : OptionalInt.of((int) inProportion);
    }

    private static OptionalInt least(double recall, List<Point> rising) {
        for (int i = 0; i < rising.size(); i++) {
            Point enough = rising.get(i);
            if (enough.recall >= recall) {
                return OptionalInt.of(i == 0 ? enough.effort : between(rising.get(i - 1), enough, recall));
            }
        }
        return OptionalInt.empty();
    }

    /// What is missed falls by about the same share whenever the effort grows by the same share: so the logarithm of
    /// the effort is taken as linear in the logarithm of the miss. What misses nothing tells of no share: it may be a
    /// scan.
    private static int between(Point tooLittle, Point enough, double recall) {
        if (enough.recall == 1) {
            return enough.effort;
        }
        double way = Math.log((1 - tooLittle.recall) / (1 - recall))
                / Math.log((1 - tooLittle.recall) / (1 - enough.recall));
        double effort = tooLittle.effort * Math.pow((double) enough.effort / tooLittle.effort, way);
        return (int) Math.ceil(effort - ROUNDING);
    }
}
