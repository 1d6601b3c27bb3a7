package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every [VectorCollection] keeps payloads exactly, by values that are easily mistaken for others; [FilterContract]
/// tries arbitrary ones.
public abstract class PayloadContract {
    private static final UUID KEY = new UUID(-1, 1);

    @TempDir
    Path folder;

    protected abstract VectorStore open(Path place);

    private Payload stored(Payload payload) {
        try (VectorStore store = open(folder)) {
            store.collection(CollectionSpec.of("items", 1))
                    .upsert(Item.of("a", new float[] {1}).with(payload));
        }
        try (VectorStore store = open(folder)) {
            return store.collection("items").get("a").orElseThrow().payload();
        }
    }

    private void assertKept(Payload payload) {
        assertThat(stored(payload)).isEqualTo(payload).hasToString(payload.toString());
    }

    @Test
    void instants_are_kept_to_the_nanosecond_from_first_to_last() {
        assertKept(Payload.of(Map.of(
                "first",
                Instant.MIN,
                "last",
                Instant.MAX,
                "before",
                Instant.EPOCH.minusNanos(1),
                "now",
                Instant.parse("2026-11-24T08:00:00.123456789Z"))));
    }

    @Test
    void what_looks_like_another_type_stays_what_it_is() {
        assertKept(Payload.EMPTY
                .with("instant", "2026-01-01T00:00:00Z")
                .with("uuid", KEY.toString())
                .with("list", List.of("list", 1))
                .with("instants", List.of("instant", "2026-01-01T00:00:00Z"))
                .with("object", Map.of("instant", "2026-01-01T00:00:00Z", "list", List.of()))
                .with("whole", 4.0)
                .with("negative zero", List.of(-0.0, 0L, 0.0)));
    }

    @Test
    void lists_and_objects_may_be_empty_and_mixed() {
        assertKept(Payload.EMPTY
                .with("nothing", List.of())
                .with("none", Map.of())
                .with("mixed", List.of("a", 1, 1.0, true, Instant.EPOCH, KEY, "\uD800"))
                .with("\uDC00", Map.of("\uD800", Map.of("in", Map.of()))));
    }

    @Test
    void objects_are_kept_as_deep_as_they_may_be() {
        Payload deepest = Payload.EMPTY.with("leaf", 1);
        for (int level = 2; level <= Payload.MAX_DEPTH; level++) {
            deepest = Payload.EMPTY.with("name of level " + level, deepest);
        }
        assertKept(deepest);
    }
}
