package dev.vicino;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One item of an answer, with as much of it as the request's [Projection] asks for.
///
/// @param rank 1 for the first of the answer's first page; counted on over pages, and over groups
/// @param id of the item
/// @param value in the metric's own unit (see [Metric]), computed in double precision from the stored vector; NaN in a
///     search by words alone, which has no vector to compare with
/// @param fused the ranks that the order is made of, in a search by words; null in a search by vector alone
/// @param payload of the item
/// @param text of the item; null if it has none
/// @param source of the item; null if it has none
/// @param vector of the item, copied in and out; null unless the request asks for it
public record Hit(
        int rank,
        String id,
        double value,
        @Nullable Fused fused,
        Payload payload,
        @Nullable String text,
        @Nullable String source,
        float @Nullable [] vector) {
    public Hit {
        vector = vector == null ? null : vector.clone();
    }

    @Override
    public float @Nullable [] vector() {
        return vector == null ? null : vector.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hit hit
                && rank == hit.rank
                && id.equals(hit.id)
                && Double.compare(value, hit.value) == 0
                && Objects.equals(fused, hit.fused)
                && payload.equals(hit.payload)
                && Objects.equals(text, hit.text)
                && Objects.equals(source, hit.source)
                && Arrays.equals(vector, hit.vector);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rank, id, value, fused, payload, text, source, Arrays.hashCode(vector));
    }

    @Override
    public String toString() {
        return "Hit[" + rank + ". " + id + ", " + (fused == null ? value : value + ", " + fused) + ", " + payload + "]";
    }
}
