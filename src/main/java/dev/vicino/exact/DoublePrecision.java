package dev.vicino.exact;

import dev.vicino.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/// What float32 leaves open, [Metric#between] decides.
final class DoublePrecision {
    private static final MetricValues VALUES = KernelSet.fastest().values();

    private DoublePrecision() {}

    /// Offers a vector where float32 over- or underflows.
    static void offer(Metric metric, float[] query, int ordinal, float[] vector, Candidates candidates) {
        double key = KeyRange.key(metric, VALUES.between(metric, query, vector));
        double slack = Math.abs(key) * 0x1p-40;
        candidates.offer(ordinal, key - slack, key + slack);
    }

    /// The nearest of a few, by value and then by ordinal: `limit` of them, and every further one whose value equals
    /// the last one's.
    ///
    /// @param vectors gives the vector of an ordinal
    static List<Neighbour> nearest(
            Metric metric, float[] query, int limit, int[] ordinals, IntFunction<float[]> vectors) {
        List<Neighbour> ordered = new ArrayList<>(ordinals.length);
        for (int ordinal : ordinals) {
            ordered.add(new Neighbour(ordinal, VALUES.between(metric, query, vectors.apply(ordinal))));
        }
        Comparator<Neighbour> byValue = (a, b) -> metric.compareNearestFirst(a.value(), b.value());
        ordered.sort(byValue.thenComparingInt(Neighbour::ordinal));
        if (ordered.size() <= limit) {
            return ordered;
        }
        Neighbour last = ordered.get(limit - 1);
        int end = limit;
        while (end < ordered.size() && byValue.compare(ordered.get(end), last) == 0) {
            end++;
        }
        return ordered.subList(0, end);
    }
}
