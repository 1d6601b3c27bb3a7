package dev.vicino;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Payloads and filters of few names and values, the awkward ones among them, so that they often meet.
final class PayloadArbitraries {
    private static final String LONG_TEXT = "long text ".repeat(30);

    private static final List<String> NAMES =
            List.of("a", "b", "a.b", "b.a", "a b", "not", ".", "größe", "\uD800", "\"", "n".repeat(300));

    /// One of each kind of trouble.
    static final List<Object> VALUES = List.of(
            0L,
            -0.0,
            0.0,
            1L,
            1.0,
            1.5,
            -1L,
            Long.MIN_VALUE,
            -0x1p63,
            Long.MAX_VALUE,
            0x1p63,
            Math.nextDown(0x1p63),
            (1L << 53) + 1,
            0x1p53,
            Double.MAX_VALUE,
            Double.MIN_VALUE,
            true,
            false,
            "",
            "a",
            "ab",
            "b",
            "Ab, a B!",
            "it's",
            "1",
            "\uFFFD",
            "😀",
            "\uD83D",
            "2026-01-01T00:00:00Z",
            LONG_TEXT,
            LONG_TEXT + "a",
            LONG_TEXT + "b Ab",
            Instant.MIN,
            Instant.MAX,
            Instant.EPOCH,
            Instant.EPOCH.minusNanos(1),
            Instant.EPOCH.plusNanos(1),
            Instant.parse("2026-01-01T00:00:00Z"),
            new UUID(0, 0),
            new UUID(-1, 1));

    private PayloadArbitraries() {}

    static Arbitrary<Object> values() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(VALUES)),
                Tuple.of(1, Arbitraries.longs().map(value -> (Object) value)),
                Tuple.of(
                        1,
                        Arbitraries.doubles()
                                .between(-Double.MAX_VALUE, Double.MAX_VALUE)
                                .map(value -> (Object) value)),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(5).map(value -> (Object) value)));
    }

    static Arbitrary<Payload> payloads() {
        return objects(3).map(Payload::of);
    }

    private static Arbitrary<Map<String, Object>> objects(int levels) {
        Arbitrary<Object> scalars = values();
        Arbitrary<Object> lists = values().list().ofMaxSize(3).map(list -> (Object) list);
        Arbitrary<Object> fields = levels == 1
                ? Arbitraries.frequencyOf(Tuple.of(4, scalars), Tuple.of(1, lists))
                : Arbitraries.frequencyOf(
                        Tuple.of(4, scalars),
                        Tuple.of(1, lists),
                        Tuple.of(2, Arbitraries.lazy(() -> objects(levels - 1).map(map -> (Object) map))));
        Arbitrary<String> names =
                Arbitraries.frequencyOf(Tuple.of(1, Arbitraries.of("a", "b")), Tuple.of(1, Arbitraries.of(NAMES)));
        return Combinators.combine(names.list().ofMaxSize(4), fields.list().ofSize(4))
                .as((chosen, all) -> {
                    Map<String, Object> object = new HashMap<>();
                    for (int i = 0; i < chosen.size(); i++) {
                        object.put(chosen.get(i), all.get(i));
                    }
                    return object;
                });
    }

    private static Arbitrary<String> paths() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of("a", "b", "a.b", "b.a")),
                Tuple.of(
                        1,
                        Arbitraries.of(NAMES).list().ofMinSize(1).ofMaxSize(2).map(names -> String.join(".", names))));
    }

    static Arbitrary<Filter> filters() {
        return filters(4);
    }

    private static Arbitrary<Filter> filters(int levels) {
        if (levels == 1) {
            return conditions();
        }
        Arbitrary<List<Filter>> several =
                Arbitraries.lazy(() -> filters(levels - 1)).list().ofMaxSize(3);
        return Arbitraries.frequencyOf(
                Tuple.of(3, conditions()),
                Tuple.of(1, several.map(Filter.And::new)),
                Tuple.of(1, several.map(Filter.Or::new)),
                Tuple.of(1, Arbitraries.lazy(() -> filters(levels - 1)).map(Filter::not)));
    }

    private static Arbitrary<Filter> conditions() {
        Arbitrary<String> texts = values().filter(String.class::isInstance).map(String.class::cast);
        return Arbitraries.oneOf(
                Combinators.combine(paths(), values()).as(Filter::eq),
                Combinators.combine(paths(), values().list().ofMaxSize(3)).as(Filter::in),
                ranges(),
                paths().map(Filter::exists),
                Combinators.combine(paths(), texts).as(Filter::prefix),
                Combinators.combine(paths(), texts).as(Filter::contains),
                Combinators.combine(paths(), Arbitraries.of("a", "AB", "b a", "text long", "1"))
                        .as(Filter::matchesText));
    }

    private static Arbitrary<Filter> ranges() {
        Arbitrary<Object> ordered = values().filter(value -> !(value instanceof Boolean) && !(value instanceof UUID));
        Arbitrary<Filter.Bound> bounds =
                Combinators.combine(ordered, Arbitraries.of(true, false)).as(Filter.Bound::new);
        return Combinators.combine(paths(), bounds, bounds, Arbitraries.of(1, 2, 3))
                .filter((field, lower, upper, which) ->
                        which != 3 || ScalarValue.haveOrder(lower.value(), upper.value()))
                .as((field, lower, upper, which) ->
                        new Filter.Range(field, which == 2 ? null : lower, which == 1 ? null : upper));
    }
}
