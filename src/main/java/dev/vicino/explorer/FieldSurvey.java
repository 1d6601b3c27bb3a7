package dev.vicino.explorer;

import dev.vicino.Filter;
import dev.vicino.Payload;
import dev.vicino.PayloadType;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Looks at the payloads of a collection, one after the other, and tells which fields there are. Its memory is bounded:
/// of the fields it counts the first [#MOST_FIELDS], of the values of each the first [#MOST_VALUES].
final class FieldSurvey {
    static final int MOST_FIELDS = 200;
    static final int MOST_VALUES = 50;

    private final SortedMap<String, Seen> fields = new TreeMap<>();

    /// What was seen of one field.
    private static final class Seen {
        private final Set<PayloadType> types = EnumSet.noneOf(PayloadType.class);
        private final Map<Object, Long> counts = new HashMap<>();
        private boolean list;
        private boolean many;
        private long present;
        private @Nullable Object min;
        private @Nullable Object max;

        void add(Object value) {
            list |= value instanceof List<?>;
            present++;
            Set<Object> once = new HashSet<>();
            FieldValues.forEach(value, single -> {
                if (once.add(single)) {
                    addSingle(single);
                }
            });
        }

        private void addSingle(Object value) {
            PayloadType type = FieldValues.type(value);
            if (type == null) {
                return;
            }
            types.add(type);
            if (!many) {
                counts.merge(value, 1L, Long::sum);
                many = counts.size() > MOST_VALUES;
            }
            if (!Double.isNaN(FieldValues.number(value))) {
                min = min == null || FieldValues.ORDER.compare(value, min) < 0 ? value : min;
                max = max == null || FieldValues.ORDER.compare(value, max) > 0 ? value : max;
            }
        }

        FieldSummary summary(String name) {
            return new FieldSummary(
                    name,
                    types.size() == 1
                            ? types.iterator().next().name().toLowerCase(Locale.ROOT)
                            : ofNumbers() ? "double" : "mixed",
                    list,
                    present,
                    ordered() ? shown(min) : null,
                    ordered() ? shown(max) : null,
                    many ? null : values(name));
        }

        private boolean ofNumbers() {
            return types.equals(EnumSet.of(PayloadType.LONG, PayloadType.DOUBLE));
        }

        private boolean ordered() {
            return ofNumbers()
                    || (types.size() == 1
                            && EnumSet.of(PayloadType.LONG, PayloadType.DOUBLE, PayloadType.INSTANT)
                                    .containsAll(types));
        }

        private List<FieldSummary.ValueCount> values(String name) {
            return counts.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(FieldValues.ORDER))
                    .map(seen -> new FieldSummary.ValueCount(
                            PayloadJson.scalar(seen.getKey()),
                            Filter.eq(name, seen.getKey()).toString(),
                            seen.getValue()))
                    .toList();
        }

        private static @Nullable Object shown(@Nullable Object value) {
            return value instanceof Instant instant ? instant.toString() : value;
        }
    }

    void add(Payload payload) {
        payload.forEachPath((path, value) -> {
            Seen seen = fields.get(path);
            if (seen == null && !(value instanceof Payload) && fields.size() < MOST_FIELDS) {
                seen = new Seen();
                fields.put(path, seen);
            }
            if (seen != null && !(value instanceof Payload)) {
                seen.add(value);
            }
        });
    }

    /// What was seen, by name.
    List<FieldSummary> summaries() {
        return fields.entrySet().stream()
                .map(field -> field.getValue().summary(field.getKey()))
                .toList();
    }
}
