package dev.vicino.bench;

import dev.vicino.bench.Results.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// Queries per second against recall, over all efforts.
record Curve(List<Point> points) {
    /// The points that no other beats in both, by ascending recall and so by descending rate.
    List<Point> pareto() {
        List<Point> best = new ArrayList<>();
        for (Point point : points.stream()
                .sorted(Comparator.comparingDouble(Point::recall)
                        .thenComparingDouble(Point::perSecond)
                        .reversed())
                .toList()) {
            if (best.isEmpty() || point.perSecond() > best.getLast().perSecond()) {
                best.add(point);
            }
        }
        return best.reversed();
    }

    /// The rate at a recall: on the Pareto front between the points on both sides of it, the logarithm of the rate taken
    /// as linear in the logarithm of what is missed. Below the lowest measured recall it is the fastest point's rate.
    ///
    /// @return empty if the recall is not reached
    OptionalDouble perSecondAt(double recall) {
        List<Point> front = pareto();
        for (int i = 0; i < front.size(); i++) {
            if (front.get(i).recall() >= recall) {
                return OptionalDouble.of(
                        i == 0 ? front.getFirst().perSecond() : between(front.get(i - 1), front.get(i), recall));
            }
        }
        return OptionalDouble.empty();
    }

    /// The highest recall of all points; 0 if there is none.
    double highestRecall() {
        return points.stream().mapToDouble(Point::recall).max().orElse(0);
    }

    private static double between(Point below, Point above, double recall) {
        double from = missed(below.recall());
        double to = missed(above.recall());
        double way = (missed(recall) - from) / (to - from);
        return Math.exp(Math.log(below.perSecond()) * (1 - way) + Math.log(above.perSecond()) * way);
    }

    private static double missed(double recall) {
        return Math.log(Math.max(1 - recall, 1e-5));
    }
}
