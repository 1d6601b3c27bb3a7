package dev.vicino.lucene.graph;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
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
    L2(1),
    /// Smallest Σ |aᵢ − bᵢ|.
    L1(2),
    /// Largest Σ aᵢ·bᵢ.
    DOT(4),
    /// Largest cosine.
    COSINE(8);

    /// The name of the field attribute that lists the graphs.
    public static final String ATTRIBUTE = "vicino.graphs";

    /// How the meta file writes it.
    private final int bit;

    GraphKind(int bit) {
        this.bit = bit;
    }

    /// The attribute that declares these graphs.
    public static Map<String, String> attribute(Set<GraphKind> kinds) {
        return Map.of(ATTRIBUTE, kinds.stream().sorted().map(GraphKind::name).collect(Collectors.joining(",")));
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
