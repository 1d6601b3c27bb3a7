package dev.vicino.lucene.graph;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was made over a field's vectors, to be written.
///
/// @param image to walk by; null if none pays
/// @param steps that the vectors' components are on; null if there is no image, or if they are on none
record LinkedField(
        List<Graph> graphs,
        ImageTrial.@Nullable Chosen image,
        @Nullable SteppedVectors steps) {
    /// Vectors alone.
    static final LinkedField NONE = new LinkedField(List.of(), null, null);

    /// @param kinds of nearness that are walked by through it
    /// @param linkedBy the one its links were chosen by
    record Graph(Set<GraphKind> kinds, GraphKind linkedBy, GrowingGraph links) {}
}
