package dev.vicino;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A condition on an item's payload, made by the factories below or read from text by [#parse]. `toString` is the form
/// that [#parse] reads.
///
/// **Fields** are paths, as [Payload] has them: `address.city` reaches into nested objects.
///
/// **Lists.** A field that holds a list passes a condition if one of its elements does. A [Range] with two bounds wants
/// one element within both.
///
/// **Types.** Numbers are compared by their exact value, whether long or double: `4` equals `4.0`, and 2⁵³ + 1 is
/// greater than the double 2⁵³. Strings are ordered by UTF-16 units, instants by time. A value of another kind than
/// the filter's is simply not equal, not less and not greater.
///
/// **Absence.** An item without the field passes no condition, and therefore passes its negation: `ne(field, …)` and
/// `notIn(field, …)` let it through. `and(exists(field), ne(field, …))` does not.
///
/// Filters may be nested some thousands deep, as far as the thread's stack goes, and be as wide as memory allows.
public sealed interface Filter {
    /// Whether an item with this payload is let through: the definition that engines translate.
    boolean matches(Payload payload);

    /// A condition on the single values of one field.
    sealed interface Condition extends Filter {
        /// The path of the field.
        String field();

        /// Whether a single value meets the condition.
        ///
        /// @param value a string, long, double, boolean, instant or UUID
        boolean holds(Object value);

        @Override
        default boolean matches(Payload payload) {
            return payload.at(field()).stream().anyMatch(value -> switch (value) {
                case List<?> elements -> elements.stream().anyMatch(this::holds);
                case Payload nested -> false;
                default -> holds(value);
            });
        }
    }

    /// The field has this value.
    record Equal(String field, Object value) implements Condition {
        public Equal {
            field = FilterOperands.field(field);
            value = FilterOperands.operand(field, value);
        }

        @Override
        public boolean holds(Object kept) {
            return ScalarValue.same(kept, value);
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /// The field has one of these values. Of none: nothing matches.
    record In(String field, List<Object> values) implements Condition {
        public In {
            String path = FilterOperands.field(field);
            values = values.stream()
                    .map(value -> FilterOperands.operand(path, value))
                    .toList();
        }

        @Override
        public boolean holds(Object kept) {
            return values.stream().anyMatch(value -> ScalarValue.same(kept, value));
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /// The end of a range.
    ///
    /// @param value a number, a string or an instant
    /// @param inclusive whether the value itself is within
    record Bound(Object value, boolean inclusive) {}

    /// The field's value lies within bounds.
    ///
    /// @param lower null if there is none
    /// @param upper null if there is none, but one of the two there is; of the same kind as the lower
    record Range(
            String field, @Nullable Bound lower, @Nullable Bound upper) implements Condition {
        public Range {
            field = FilterOperands.field(field);
            lower = FilterOperands.bound(field, lower);
            upper = FilterOperands.bound(field, upper);
            FilterOperands.checkOneKind(field, lower, upper);
        }

        @Override
        public boolean holds(Object kept) {
            return (lower == null || isBeyond(lower, kept, 1)) && (upper == null || isBeyond(upper, kept, -1));
        }

        /// @param side 1 if what is greater than the bound is within, -1 if what is less
        private static boolean isBeyond(Bound bound, Object kept, int side) {
            if (!ScalarValue.haveOrder(bound.value, kept)) {
                return false;
            }
            int order = Integer.signum(ScalarValue.compare(kept, bound.value));
            return order == side || (order == 0 && bound.inclusive);
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /// The field is a string that starts with this one, case and all.
    record Prefix(String field, String prefix) implements Condition {
        public Prefix {
            field = FilterOperands.field(field);
        }

        @Override
        public boolean holds(Object kept) {
            return kept instanceof String text && text.startsWith(prefix);
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /// The field is a string that holds this one somewhere, case and all.
    record Contains(String field, String part) implements Condition {
        public Contains {
            field = FilterOperands.field(field);
        }

        @Override
        public boolean holds(Object kept) {
            return kept instanceof String text && text.contains(part);
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /// The field is a string in which all words of a text occur, whole and in any order. Words are runs of letters and
    /// digits, compared without regard to case.
    ///
    /// @param text at least one word
    record Words(String field, String text) implements Condition {
        public Words {
            field = FilterOperands.field(field);
            if (TextWords.of(text).isEmpty()) {
                throw new IllegalArgumentException("the filter on '" + field + "' looks for the words of '" + text
                        + "', which has none; expected a letter or digit");
            }
        }

        @Override
        public boolean holds(Object kept) {
            return kept instanceof String found && TextWords.of(found).containsAll(TextWords.of(text));
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /// The field is there: any value, also an empty list or an object.
    record Exists(String field) implements Filter {
        public Exists {
            field = FilterOperands.field(field);
        }

        @Override
        public boolean matches(Payload payload) {
            return !payload.at(field).isEmpty();
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /// All of these hold. Of none: everything matches.
    record And(List<Filter> filters) implements Filter {
        public And {
            filters = List.copyOf(filters);
        }

        // A loop, as a stream would take ten frames of the stack for each level of nesting.
        @Override
        public boolean matches(Payload payload) {
            for (Filter filter : filters) {
                if (!filter.matches(payload)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /// At least one of these holds. Of none: nothing matches.
    record Or(List<Filter> filters) implements Filter {
        public Or {
            filters = List.copyOf(filters);
        }

        @Override
        public boolean matches(Payload payload) {
            for (Filter filter : filters) {
                if (filter.matches(payload)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /// This does not hold.
    record Not(Filter filter) implements Filter {
        @Override
        public boolean matches(Payload payload) {
            return !filter.matches(payload);
        }

        @Override
        public String toString() {
            return FilterText.of(this);
        }
    }

    /// Reads a filter from text.
    ///
    /// ```text
    /// label = 7 and split in ('train', 'test')
    /// price between 10 and 20.5 or not (stock > 0)
    /// 0 < score <= 1
    /// published >= instant '2026-01-01T00:00:00Z' and author != uuid '123e4567-e89b-12d3-a456-426614174000'
    /// address.city starts with 'San ' and "a field with spaces" is not null
    /// title contains 'Lucene' and body matches 'nearest neighbours'
    /// ```
    ///
    /// | condition | reads |
    /// |---|---|
    /// | `f = v`, `f != v`, `f <> v` | [#eq], [#ne] |
    /// | `f < v`, `f <= v`, `f > v`, `f >= v`, `f between v and w`, `v < f <= w` | a [Range] |
    /// | `f in (v, …)`, `f not in (v, …)` | [#in], [#notIn] |
    /// | `exists f`, `f is not null`, `f is null` | [#exists], [#isNull] |
    /// | `f starts with 'x'`, `f contains 'x'`, `f matches 'x y'` | [#prefix], [#contains], [#matchesText] |
    /// | `a and b`, `a or b`, `not a`, `(a)` | `not` binds closest, then `and`, then `or` |
    /// | `all (a, …)`, `any (a, …)` | [#and] and [#or] of however many, none included |
    ///
    /// Values are numbers (with a point or an exponent a double, else a long), `true`, `false`, `'text'` with a quote
    /// inside doubled, `instant '…'` and `uuid '…'`. Field names are letters, digits, `_`, `-` and `.`, starting with
    /// a letter or `_`; any other name, and one that is a key word, stands in double quotes. Key words are read in any
    /// case.
    ///
    /// @throws FilterSyntaxException showing the place, what was found there and what was expected
    static Filter parse(String text) {
        return new FilterParser(text).parse();
    }

    static Filter eq(String field, Object value) {
        return new Equal(field, value);
    }

    /// Not equal; an item without the field passes.
    static Filter ne(String field, Object value) {
        return not(eq(field, value));
    }

    static Filter in(String field, Collection<?> values) {
        return new In(field, List.copyOf(values));
    }

    /// None of these values; an item without the field passes.
    static Filter notIn(String field, Collection<?> values) {
        return not(in(field, values));
    }

    /// Greater than a number, string or instant.
    static Filter gt(String field, Object value) {
        return new Range(field, new Bound(value, false), null);
    }

    /// Greater than a number, string or instant, or equal.
    static Filter gte(String field, Object value) {
        return new Range(field, new Bound(value, true), null);
    }

    /// Less than a number, string or instant.
    static Filter lt(String field, Object value) {
        return new Range(field, null, new Bound(value, false));
    }

    /// Less than a number, string or instant, or equal.
    static Filter lte(String field, Object value) {
        return new Range(field, null, new Bound(value, true));
    }

    /// From one number, string or instant to another, both included.
    static Filter between(String field, Object from, Object to) {
        return new Range(field, new Bound(from, true), new Bound(to, true));
    }

    static Filter exists(String field) {
        return new Exists(field);
    }

    /// The field is not there.
    static Filter isNull(String field) {
        return not(exists(field));
    }

    static Filter prefix(String field, String prefix) {
        return new Prefix(field, prefix);
    }

    /// A string that holds this one somewhere.
    static Filter contains(String field, String part) {
        return new Contains(field, part);
    }

    /// A string in which all words of this text occur.
    static Filter matchesText(String field, String text) {
        return new Words(field, text);
    }

    static Filter and(Filter... filters) {
        return new And(Arrays.asList(filters));
    }

    static Filter or(Filter... filters) {
        return new Or(Arrays.asList(filters));
    }

    static Filter not(Filter filter) {
        return new Not(filter);
    }
}
