package dev.vicino;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a hit carries of its item, beside id and value.
///
/// @param vector whether its vector
/// @param fields which payload fields, those among them that it has; null for all
/// @param text whether its text
/// @param source whether its source
public record Projection(boolean vector, @Nullable Set<String> fields, boolean text, boolean source) {
    /// All but the vector: what a request that says nothing gets.
    public static final Projection CONTENT = new Projection(false, null, true, true);

    /// Nothing but id and value.
    public static final Projection BARE = new Projection(false, Set.of(), false, false);

    /// All there is.
    public static final Projection ALL = new Projection(true, null, true, true);

    public Projection {
        fields = fields == null ? null : Set.copyOf(fields);
    }

    /// This projection with the vector.
    public Projection withVector() {
        return new Projection(true, fields, text, source);
    }

    /// This projection with these payload fields alone.
    public Projection withFields(String... names) {
        return new Projection(vector, Set.of(names), text, source);
    }

    /// What it leaves of a payload.
    public Payload of(Payload payload) {
        if (fields == null || payload.isEmpty()) {
            return payload;
        }
        Payload kept = Payload.EMPTY;
        for (String name : fields) {
            Object value = payload.get(name).orElse(null);
            kept = value == null ? kept : kept.with(name, value);
        }
        return kept;
    }
}
