package dev.vicino.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vicino.Filter;
import dev.vicino.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One payload field of all items, in map order. Of a list, the first element counts.
sealed interface FieldColumn {
    /// How the codes are read.
    Legend legend();

    /// What codes stand for.
    ///
    /// @param type `category` (codes are unsigned 16-bit positions among the values) or `number` (codes are floats)
    /// @param values in order, as texts; null for numbers
    /// @param filters for each value the condition that lets it through; null for numbers
    /// @param min the least number; null for categories, and where there is none
    /// @param max the greatest number
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Legend(
            String type,
            @Nullable List<String> values,
            @Nullable List<String> filters,
            @Nullable Double min,
            @Nullable Double max) {}

    /// Values by their position among the distinct ones.
    ///
    /// @param codes in map order; [#NONE] where an item has no such field, [#OTHER] where its value is one of those
    ///     beyond [#MOST_VALUES]
    record Categories(Legend legend, short[] codes) implements FieldColumn {
        static final int NONE = 65_535;
        static final int OTHER = 65_534;

        /// The distinct values that have codes of their own; more than that is no legend.
        static final int MOST_VALUES = 1_000;
    }

    /// Values on an axis.
    ///
    /// @param codes in map order; NaN where an item has no such field, or no number there
    record Numbers(Legend legend, float[] codes) implements FieldColumn {}

    /// Collects a field's values as categories.
    static final class CategoryBuilder {
        private final String field;
        private final short[] codes;
        private final Map<Object, Integer> numbers = new HashMap<>();
        private final List<Object> values = new ArrayList<>();

        CategoryBuilder(String field, int count) {
            this.field = field;
            this.codes = new short[count];
        }

        void put(int position, Item item) {
            Object value = first(item, field);
            codes[position] = (short) (value == null ? Categories.NONE : number(value));
        }

        private int number(Object value) {
            Integer known = numbers.get(value);
            if (known != null) {
                return known;
            }
            if (values.size() == Categories.MOST_VALUES) {
                return Categories.OTHER;
            }
            numbers.put(value, values.size());
            values.add(value);
            return values.size() - 1;
        }

        Categories build() {
            int[] byOrder = IntStream.range(0, values.size())
                    .boxed()
                    .sorted((a, b) -> FieldValues.ORDER.compare(values.get(a), values.get(b)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            short[] places = new short[byOrder.length];
            for (int place = 0; place < byOrder.length; place++) {
                places[byOrder[place]] = (short) place;
            }
            for (int i = 0; i < codes.length; i++) {
                int code = codes[i] & 0xffff;
                codes[i] = code < places.length ? places[code] : codes[i];
            }
            List<Object> ordered = IntStream.of(byOrder).mapToObj(values::get).toList();
            return new Categories(
                    new Legend(
                            "category",
                            ordered.stream().map(Object::toString).toList(),
                            ordered.stream()
                                    .map(value -> Filter.eq(field, value).toString())
                                    .toList(),
                            null,
                            null),
                    codes);
        }
    }

    /// Collects a field's values as numbers.
    static final class NumberBuilder {
        private final String field;
        private final float[] codes;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        NumberBuilder(String field, int count) {
            this.field = field;
            this.codes = new float[count];
        }

        void put(int position, Item item) {
            Object value = first(item, field);
            double number = value == null ? Double.NaN : FieldValues.number(value);
            codes[position] = (float) number;
            if (!Double.isNaN(number)) {
                min = Math.min(min, number);
                max = Math.max(max, number);
            }
        }

        Numbers build() {
            boolean any = min <= max;
            return new Numbers(new Legend("number", null, null, any ? min : null, any ? max : null), codes);
        }
    }

    private static @Nullable Object first(Item item, String field) {
        List<Object> single = new ArrayList<>(1);
        item.payload().at(field).forEach(value -> FieldValues.forEach(value, single::add));
        return single.isEmpty() ? null : single.getFirst();
    }
}
