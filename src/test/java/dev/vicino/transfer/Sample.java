package dev.vicino.transfer;

import dev.vicino.Item;
import dev.vicino.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Items with all that is awkward to write down.
final class Sample {
    private Sample() {}

    /// Of three dimensions.
    static List<Item> awkward() {
        float tiny = Float.MIN_VALUE;
        return List.of(
                Item.of("a", new float[] {tiny, -0.0f, 0.0f}),
                Item.of("b", new float[] {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_NORMAL})
                        .text("")
                        .source("book:1/2"),
                Item.of("c \"quoted\", comma", new float[] {0.1f, 1f / 3, 0.7f})
                        .text("two\nlines\r\nand, \"a quote\"; größer 😀 \uFEFF"),
                Item.of("d", new float[] {0x1p-140f, Math.nextUp(1f), Math.nextDown(0.3f)})
                        .with(payload())
                        .text("plain"),
                Item.of("\u00e9\u2028", new float[] {-1e15f, -tiny, Math.nextDown(Float.MIN_NORMAL)}));
    }

    static Payload payload() {
        return Payload.of(Map.ofEntries(
                Map.entry("long", 4L),
                Map.entry("double", 4.0),
                Map.entry("least", Long.MIN_VALUE),
                Map.entry("most", Long.MAX_VALUE),
                Map.entry("beyond longs", 0x1p63),
                Map.entry("negative zero", -0.0),
                Map.entry("tiny", Double.MIN_VALUE),
                Map.entry("huge", Double.MAX_VALUE),
                Map.entry("truth", true),
                Map.entry("text", "2026-01-01T00:00:00Z"),
                Map.entry("empty", ""),
                Map.entry("instant", Instant.parse("2026-01-01T00:00:00.000000001Z")),
                Map.entry("first", Instant.MIN),
                Map.entry("last", Instant.MAX),
                Map.entry("uuid", new UUID(-1, 1)),
                Map.entry("list", List.of(1L, 1.0, "1", true, Instant.EPOCH, new UUID(0, 0))),
                Map.entry("no elements", List.of()),
                Map.entry("no fields", Map.of()),
                Map.entry("$instant", "no instant"),
                Map.entry("$$uuid", 1L),
                Map.entry("$", 2L),
                Map.entry("$price", 3L),
                Map.entry("nested", Map.of("$instant", "1", "$uuid", Map.of("$uuid", "2"), "größe.x", 1.5))));
    }
}
