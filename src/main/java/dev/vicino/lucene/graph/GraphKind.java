package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.VectorSimilarityFunction;

/// What near means in a graph: by it the nodes are linked.
///
/// A field declares its graphs in the attribute [#ATTRIBUTE], as names joined by commas (see [#attribute]). A field
/// without it gets the one of its similarity function.
public enum GraphKind {
    /// Smallest Σ (aᵢ − bᵢ)².
    L2(1, Metric.EUCLIDEAN),
    /// Smallest Σ |aᵢ − bᵢ|.
    L1(2, Metric.MANHATTAN),
    /// Largest Σ aᵢ·bᵢ.
    DOT(4, Metric.DOT_PRODUCT),
    /// Largest cosine.
    COSINE(8, Metric.COSINE);

    /// The name of the field attribute that lists the graphs.
    public static final String ATTRIBUTE = "vicino.graphs";

    /// The name of the field attribute that lists the metrics that searches will be by. What speeds walks up is for
    /// these; without the attribute it is for all that the graphs can be walked by.
    public static final String METRICS_ATTRIBUTE = "vicino.metrics";

    /// How the meta file writes it.
    private final int bit;

    private final Metric metric;

    GraphKind(int bit, Metric metric) {
        this.bit = bit;
        this.metric = metric;
    }

    Metric metric() {
        return metric;
    }

    /// By what a graph might be linked that is to be walked through by this kind of nearness, the more likely first.
    ///
    /// What is near by L2 is near by L1, if not in the same order. And the largest dot product with q belongs to what
    /// is nearest by L2 to a point far out in q's direction: `|t·q − x|² = t²·|q|² − 2t·q·x + |x|²`.
    List<GraphKind> linkings() {
        return switch (this) {
            case L2 -> List.of(L2);
            case L1 -> List.of(L2, L1);
            case DOT -> List.of(L2, DOT);
            case COSINE -> List.of(COSINE);
        };
    }

    /// The graphs that a walk by this metric may go through, the better first.
    ///
    /// What is near by L1 is near by L2, if not in the same order: a walk by L1 finds its way through a graph that was
    /// linked by L2.
    static List<GraphKind> of(Metric metric) {
        return switch (metric) {
            case EUCLIDEAN -> List.of(L2);
            case MANHATTAN -> List.of(L1, L2);
            case DOT_PRODUCT -> List.of(DOT);
            case COSINE -> List.of(COSINE);
        };
    }

    /// The fewest graphs with which a field can be walked through under each of these metrics.
    public static Set<GraphKind> of(Set<Metric> metrics) {
        Set<GraphKind> kinds = EnumSet.noneOf(GraphKind.class);
        // In the order of the metrics, L2 comes before L1, which then needs no graph of its own.
        for (Metric metric : EnumSet.copyOf(metrics)) {
            if (Collections.disjoint(kinds, of(metric))) {
                kinds.add(of(metric).getFirst());
            }
        }
        return kinds;
    }

    /// The attributes that declare these metrics, and the fewest graphs for them.
    public static Map<String, String> attributes(Set<Metric> metrics) {
        return Map.of(ATTRIBUTE, names(of(metrics)), METRICS_ATTRIBUTE, names(metrics));
    }

    /// The attribute that declares these graphs.
    public static Map<String, String> attribute(Set<GraphKind> kinds) {
        return Map.of(ATTRIBUTE, names(kinds));
    }

    private static String names(Set<? extends Enum<?>> names) {
        return names.stream()
                .sorted(Comparator.comparingInt(Enum::ordinal))
                .map(Enum::name)
                .collect(Collectors.joining(","));
    }

    /// @throws IllegalArgumentException if the attribute holds a name that is none
    static Set<GraphKind> of(FieldInfo field) {
        String declared = field.getAttribute(ATTRIBUTE);
        if (declared == null) {
            return EnumSet.of(of(field.getVectorSimilarityFunction()));
        }
        return Arrays.stream(declared.split(","))
                .map(GraphKind::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(GraphKind.class)));
    }

    /// The metrics that a field declares, or all.
    ///
    /// @throws IllegalArgumentException if the attribute holds a name that is none
    static Set<Metric> searched(FieldInfo field) {
        String declared = field.getAttribute(METRICS_ATTRIBUTE);
        return declared == null ? EnumSet.allOf(Metric.class) : parsed(declared);
    }

    private static Set<Metric> parsed(String metrics) {
        return Arrays.stream(metrics.split(","))
                .map(Metric::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Metric.class)));
    }

    /// The metrics that a field declares; if it does not, those that its graphs are linked by.
    public static Set<Metric> metrics(FieldInfo field) {
        String declared = field.getAttribute(METRICS_ATTRIBUTE);
        if (declared != null) {
            return parsed(declared);
        }
        Set<Metric> metrics = EnumSet.allOf(Metric.class);
        Set<GraphKind> kinds = of(field);
        metrics.removeIf(metric -> !kinds.contains(of(metric).getFirst()));
        return metrics;
    }

    static GraphKind of(VectorSimilarityFunction similarity) {
        return switch (similarity) {
            case EUCLIDEAN -> L2;
            case DOT_PRODUCT, MAXIMUM_INNER_PRODUCT -> DOT;
            case COSINE -> COSINE;
        };
    }

    static int toBits(Set<GraphKind> kinds) {
        return kinds.stream().mapToInt(kind -> kind.bit).sum();
    }

    static Set<GraphKind> fromBits(int bits) {
        Set<GraphKind> kinds = EnumSet.noneOf(GraphKind.class);
        for (GraphKind kind : values()) {
            if ((bits & kind.bit) != 0) {
                kinds.add(kind);
            }
        }
        return Collections.unmodifiableSet(kinds);
    }
}
