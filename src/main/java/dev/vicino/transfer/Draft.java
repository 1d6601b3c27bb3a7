package dev.vicino.transfer;

import dev.vicino.Payload;
import org.jspecify.annotations.Nullable;

/// What a row says of an item, before anyone has looked at whether it makes one.
///
/// @param id null if the row has none
/// @param vector null if the row has none; not copied
/// @param payload empty if the row has none
/// @param text null if the row has none
/// @param source null if the row has none
public record Draft(
        @Nullable String id,
        float @Nullable [] vector,
        Payload payload,
        @Nullable String text,
        @Nullable String source) {
    /// A vector and nothing else.
    static Draft of(float[] vector) {
        return new Draft(null, vector, Payload.EMPTY, null, null);
    }
}
