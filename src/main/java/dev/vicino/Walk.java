package dev.vicino;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The way that a search takes through the graph: every item that it compares with the query, in that order, and the
/// answer that it comes to.
///
/// ```java
/// Walk walk = digits.walk(SearchRequest.near(query).effort(40));
/// walk.steps().forEach(step -> System.out.printf("%d  %s  %.3f%n", step.layer(), step.id(), step.value()));
/// ```
///
/// Each part of a collection has a graph of its own, and they are walked one after the other. A graph is entered at one
/// node of its top layer, which has the fewest. On each layer but the lowest, the walk goes to the nearest node it can;
/// on the lowest, which has all nodes, it keeps as many of the nearest as its effort says, and looks around from each
/// of them.
///
/// @param steps the first [#MAX_STEPS] of the walk: part by part, layer by layer from the top, as they were made. An
///     item may come again, on another layer or in another round on an upper one
/// @param layers of the highest graph, at least 1
/// @param unrecorded how many steps came after those
/// @param scanPreferred whether a search would rather compare all items of a part that was walked here, since that is
///     no dearer, or no walk reaches the recall that the request asks for
/// @param answer what the walk led to: where a search does not prefer a scan, the answer of
///     [VectorCollection#search]. Its plan names the parts that have no graph, or where the walk found too few: they
///     were scanned, and what was found there may be in no step
public record Walk(List<Step> steps, int layers, long unrecorded, boolean scanPreferred, SearchResult answer) {
    /// The most steps that are recorded.
    public static final int MAX_STEPS = 5_000;

    public Walk {
        steps = List.copyOf(steps);
    }

    /// One comparison of an item with the query.
    ///
    /// @param segment the part of the collection, numbered as in [SearchPlan#segments]
    /// @param layer of that part's graph; 0 is the lowest
    /// @param id of the item. Of one that was deleted or replaced, it is what it was called
    /// @param value in the metric's own unit, from the stored vector; the walk itself may have gone by a coarser one
    /// @param from the item from which the walk looked around and saw this one, compared before; the item itself where
    ///     the walk goes down to the lowest layer; null where it begins
    /// @param kept whether it was nearer than what the walk had: on the lowest layer, than the farthest it kept; above,
    ///     than the nearest
    /// @param eligible whether it may be a hit. What the filter leaves out, the query's own item, and what was deleted
    ///     or replaced since the last [VectorCollection#compact] is still part of the graph, and may be walked over
    public record Step(
            int segment,
            int layer,
            String id,
            double value,
            @Nullable String from,
            boolean kept,
            boolean eligible) {
        public Step {
            Objects.requireNonNull(id, "id");
        }
    }
}
