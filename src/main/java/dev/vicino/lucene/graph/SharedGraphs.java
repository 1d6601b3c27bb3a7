package dev.vicino.lucene.graph;

import dev.vicino.exact.Kernels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;

/// Which kinds of nearness can do with one graph.
///
/// Among vectors of equal length, the nearest by L2, by dot product and by cosine are the same:
/// `|q − x|² = |q|² + |x|² − 2·q·x`.
final class SharedGraphs {
    /// How far two squared lengths may lie apart, in parts of the larger, and still be equal. Normalising in float32
    /// leaves about 10⁻⁷.
    private static final double TOLERANCE = 1e-4;

    private static final Set<GraphKind> ALIKE = EnumSet.of(GraphKind.L2, GraphKind.DOT, GraphKind.COSINE);

    private SharedGraphs() {}

    /// The kinds in groups of one graph each.
    static List<Set<GraphKind>> of(Set<GraphKind> kinds, KnnVectorValues vectors) throws IOException {
        Set<GraphKind> together = EnumSet.copyOf(kinds);
        together.retainAll(ALIKE);
        List<Set<GraphKind>> groups = new ArrayList<>();
        boolean share = together.size() > 1 && vectors instanceof FloatVectorValues floats && equalLengths(floats);
        if (share) {
            groups.add(together);
        }
        for (GraphKind kind : kinds) {
            if (!share || !together.contains(kind)) {
                groups.add(EnumSet.of(kind));
            }
        }
        return groups;
    }

    private static boolean equalLengths(FloatVectorValues vectors) throws IOException {
        Kernels kernels = Kernels.fastest();
        float least = Float.POSITIVE_INFINITY;
        float most = 0;
        for (int i = 0; i < vectors.size(); i++) {
            float[] vector = vectors.vectorValue(i);
            float square = kernels.dot(vector, vector);
            least = Math.min(least, square);
            most = Math.max(most, square);
            if (most - least > TOLERANCE * most) {
                return false;
            }
        }
        return most > 0;
    }
}
