package dev.vicino;

import java.util.List;

/// The hits of an answer that have one value in the field it is grouped by.
///
/// @param value of the field
/// @param hits nearest first, at least one
public record HitGroup(Object value, List<Hit> hits) {
    public HitGroup {
        hits = List.copyOf(hits);
    }
}
