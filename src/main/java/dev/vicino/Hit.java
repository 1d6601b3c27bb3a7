package dev.vicino;

import org.jspecify.annotations.Nullable;

/// One item of an answer.
///
/// @param rank 1 for the nearest
/// @param id of the item
/// @param value in the metric's own unit (see [Metric]), computed in double precision from the stored vector
/// @param payload of the item
/// @param text of the item; null if it has none
/// @param source of the item; null if it has none
public record Hit(
        int rank,
        String id,
        double value,
        Payload payload,
        @Nullable String text,
        @Nullable String source) {}
