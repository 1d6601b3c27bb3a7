package dev.vicino;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One entry of a collection.
///
/// @param id the key, not blank, at most [#MAX_ID_LENGTH] characters: an item put in under an id replaces the one that
///     was there
/// @param vector finite floats, as many as the collection has dimensions; copied in and out
/// @param payload typed fields, for filters and for the reader
/// @param text the text that the vector stands for; null if there is none
/// @param source where the original lies, for instance `mnist:test/42`; null if nobody says
public record Item(
        String id,
        float[] vector,
        Payload payload,
        @Nullable String text,
        @Nullable String source) {
    /// The longest id, in characters.
    public static final int MAX_ID_LENGTH = 1000;

    public Item {
        if (id.isBlank() || id.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException("'" + id.substring(0, Math.min(id.length(), 40)) + "' is no item id ("
                    + id.length() + " characters); expected 1 to " + MAX_ID_LENGTH + ", not all blank");
        }
        vector = vector.clone();
        Objects.requireNonNull(payload, "payload");
    }

    /// An item without payload, text or source.
    public static Item of(String id, float[] vector) {
        return new Item(id, vector, Payload.EMPTY, null, null);
    }

    /// This item with one payload field set.
    public Item with(String field, Object value) {
        return with(payload.with(field, value));
    }

    /// This item with another payload.
    public Item with(Payload fields) {
        return new Item(id, vector, fields, text, source);
    }

    /// This item with its text.
    public Item text(String original) {
        return new Item(id, vector, payload, original, source);
    }

    /// This item with its source.
    public Item source(String origin) {
        return new Item(id, vector, payload, text, origin);
    }

    @Override
    public float[] vector() {
        return vector.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Item item
                && id.equals(item.id)
                && Arrays.equals(vector, item.vector)
                && payload.equals(item.payload)
                && Objects.equals(text, item.text)
                && Objects.equals(source, item.source);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, Arrays.hashCode(vector), payload, text, source);
    }

    @Override
    public String toString() {
        return "Item[" + id + ", " + vector.length + " dimensions, " + payload + "]";
    }
}
