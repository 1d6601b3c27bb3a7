package dev.vicino.explorer;

import dev.vicino.Hit;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A hit, as the API writes it.
///
/// @param value in the metric's own unit; null in a search by words
record HitJson(
        String id,
        int rank,
        @Nullable Double value,
        SortedMap<String, Object> payload,
        @Nullable String text,
        @Nullable String source) {
    static HitJson of(Hit hit) {
        return new HitJson(
                hit.id(), hit.rank(), number(hit.value()), PayloadJson.of(hit.payload()), hit.text(), hit.source());
    }

    static List<HitJson> of(List<Hit> hits) {
        return hits.stream().map(HitJson::of).toList();
    }

    /// JSON has no NaN.
    static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
