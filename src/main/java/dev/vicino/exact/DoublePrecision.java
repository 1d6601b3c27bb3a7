package dev.vicino.exact;

import dev.vicino.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// What float32 leaves open, [Metric#between] decides.
final class DoublePrecision {
    private static final MetricValues VALUES = KernelSet.fastest().values();

    private DoublePrecision() {}

    /// The metric's value between two vectors, to the last bit of [Metric#between].
    static double value(Metric metric, float[] a, float[] b) {
        return VALUES.between(metric, a, b);
    }

    /// Offers a vector where float32 over- or underflows.
    static void offer(Metric metric, float[] query, int ordinal, float[] vector, Candidates candidates) {
        offer(metric, ordinal, value(metric, query, vector), candidates);
    }

    static void offer(Metric metric, int ordinal, double value, Candidates candidates) {
        double key = KeyRange.key(metric, value);
        double slack = Math.abs(key) * 0x1p-40;
        candidates.offer(ordinal, key - slack, key + slack);
    }

    /// The nearest of a few, by value and then by ordinal: `limit` of them, and every further one whose value equals
    /// the last one's.
    ///
    /// @param vectors gives the vector of an ordinal
    static List<Neighbour> nearest(
            MetricValues values,
            Metric metric,
            float[] query,
            int limit,
            int[] ordinals,
            IntFunction<float[]> vectors) {
        List<Neighbour> neighbours = new ArrayList<>(ordinals.length);
        for (int ordinal : ordinals) {
            neighbours.add(new Neighbour(ordinal, values.between(metric, query, vectors.apply(ordinal))));
        }
        return nearest(metric, limit, neighbours);
    }

    /// The nearest of a few in the same way.
    ///
    /// @param ordered is brought in order
    static List<Neighbour> nearest(Metric metric, int limit, List<Neighbour> ordered) {
        ordered.sort((a, b) -> {
            int byValue = metric.compareNearestFirst(a.value(), b.value());
            return byValue == 0 ? Integer.compare(a.ordinal(), b.ordinal()) : byValue;
        });
        if (ordered.size() <= limit) {
            return ordered;
        }
        double last = ordered.get(limit - 1).value();
        int end = limit;
        while (end < ordered.size()
                && metric.compareNearestFirst(ordered.get(end).value(), last) == 0) {
            end++;
        }
        return ordered.subList(0, end);
    }
}
