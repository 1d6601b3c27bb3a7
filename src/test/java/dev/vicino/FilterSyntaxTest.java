package dev.vicino;

import static dev.vicino.Filter.and;
import static dev.vicino.Filter.between;
import static dev.vicino.Filter.contains;
import static dev.vicino.Filter.eq;
import static dev.vicino.Filter.exists;
import static dev.vicino.Filter.gt;
import static dev.vicino.Filter.gte;
import static dev.vicino.Filter.in;
import static dev.vicino.Filter.isNull;
import static dev.vicino.Filter.lt;
import static dev.vicino.Filter.lte;
import static dev.vicino.Filter.matchesText;
import static dev.vicino.Filter.ne;
import static dev.vicino.Filter.not;
import static dev.vicino.Filter.notIn;
import static dev.vicino.Filter.or;
import static dev.vicino.Filter.parse;
import static dev.vicino.Filter.prefix;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The text form of filters.
class FilterSyntaxTest {
    @Provide
    Arbitrary<Filter> filters() {
        return PayloadArbitraries.filters();
    }

    @Property
    void what_a_filter_prints_is_read_as_an_equal_filter(@ForAll("filters") Filter filter) {
        assertThat(parse(filter.toString())).isEqualTo(filter);
    }

    @Test
    void each_condition_has_a_form() {
        assertThat(parse("a = 7")).isEqualTo(eq("a", 7));
        assertThat(parse("a=7.0")).isEqualTo(eq("a", 7.0));
        assertThat(parse("a = -.5e3")).isEqualTo(eq("a", -500.0));
        assertThat(parse("a = true")).isEqualTo(eq("a", true));
        assertThat(parse("a = 'it''s'")).isEqualTo(eq("a", "it's"));
        assertThat(parse("a != 7")).isEqualTo(ne("a", 7)).isEqualTo(parse("a <> 7"));
        assertThat(parse("a < 7")).isEqualTo(lt("a", 7));
        assertThat(parse("a <= 7")).isEqualTo(lte("a", 7));
        assertThat(parse("a > 'x'")).isEqualTo(gt("a", "x"));
        assertThat(parse("a >= instant '2026-01-01T00:00:00Z'"))
                .isEqualTo(gte("a", Instant.parse("2026-01-01T00:00:00Z")));
        assertThat(parse("a = uuid '123E4567-e89b-12d3-a456-426614174000'"))
                .isEqualTo(eq("a", UUID.fromString("123e4567-e89b-12d3-a456-426614174000")));
        assertThat(parse("a between 1 and 2.5")).isEqualTo(between("a", 1, 2.5));
        assertThat(parse("a not between 1 and 2")).isEqualTo(not(between("a", 1, 2)));
        assertThat(parse("1 < a <= 2"))
                .isEqualTo(new Filter.Range("a", new Filter.Bound(1, false), new Filter.Bound(2, true)));
        assertThat(parse("a in ('x', 7)")).isEqualTo(in("a", List.of("x", 7)));
        assertThat(parse("a not in ()")).isEqualTo(notIn("a", List.of()));
        assertThat(parse("exists a")).isEqualTo(exists("a")).isEqualTo(parse("a is not null"));
        assertThat(parse("a is null")).isEqualTo(isNull("a"));
        assertThat(parse("a starts with 'x'")).isEqualTo(prefix("a", "x"));
        assertThat(parse("a contains 'x'")).isEqualTo(contains("a", "x"));
        assertThat(parse("a matches 'x y'")).isEqualTo(matchesText("a", "x y"));
    }

    @Test
    void not_binds_closer_than_and_which_binds_closer_than_or() {
        assertThat(parse("a = 1 or b = 2 and not c = 3 and d = 4"))
                .isEqualTo(or(eq("a", 1), and(eq("b", 2), ne("c", 3), eq("d", 4))));
        assertThat(parse("(a = 1 or b = 2) and not (c = 3 and d = 4)"))
                .isEqualTo(and(or(eq("a", 1), eq("b", 2)), not(and(eq("c", 3), eq("d", 4)))));
        assertThat(parse("a between 1 and 2 and b = 3")).isEqualTo(and(between("a", 1, 2), eq("b", 3)));
    }

    @Test
    void key_words_are_read_in_any_case_and_may_be_quoted_to_name_a_field() {
        assertThat(parse("A = 1 AND \"And\" IN (TRUE) Or Exists \"a \"\"b\"\"\""))
                .isEqualTo(or(and(eq("A", 1), in("And", List.of(true))), exists("a \"b\"")));
        assertThat(parse("contains contains 'with' and all = 1 and instant = 2"))
                .isEqualTo(and(contains("contains", "with"), eq("all", 1), eq("instant", 2)));
    }

    @Test
    void a_path_reaches_into_objects() {
        assertThat(parse("address.city = 'Rome'")).isEqualTo(eq("address.city", "Rome"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "label = 7 adn split = 'x' | 11 | found 'adn', expected 'and', 'or' or the end",
                "label 7 | 7 | found '7', expected =, !=, <, <=, >, >=, 'in', 'not in', 'between', 'is null',"
                        + " 'is not null', 'starts with', 'contains' or 'matches'",
                "split = test | 9 | found 'test', expected a value: a number, 'text', true, false, instant '…' or uuid '…';"
                        + " text stands in single quotes",
                "split = \"test\" | 9 | found \"test\", expected a value: a number, 'text', true, false, instant '…' or"
                        + " uuid '…'; text stands in single quotes",
                "a = | 4 | found the end, expected a value: a number, 'text', true, false, instant '…' or uuid '…'",
                "a = 'x | 5 | found a quote that is not closed, expected another '",
                "a == 1 | 4 | found '=', expected a value: a number, 'text', true, false, instant '…' or uuid '…'",
                "a = 7b | 5 | found '7b', expected a number, or text in single quotes",
                "a = 9223372036854775808 | 5 | found '9223372036854775808', expected a whole number from"
                        + " -9223372036854775808 to 9223372036854775807; with a point or an exponent it would be a double",
                "a = 1e999 | 5 | found '1e999', expected a number within a double's range, ±1.7976931348623157E308",
                "a > true | 5 | the filter on 'a' orders by the boolean true; expected a number, a string or an instant",
                "a between 1 and 'x' | 11 | the range on 'a' goes from the whole number 1 to the string 'x'; expected two"
                        + " numbers, two strings or two instants",
                "a matches '!' | 11 | the filter on 'a' looks for the words of '!', which has none; expected a letter or digit",
                "a = instant '2026' | 13 | found '2026', expected an instant such as '2026-01-01T00:00:00Z'",
                "a = uuid '1-1-1-1-1' | 10 | found '1-1-1-1-1', expected a UUID such as"
                        + " '123e4567-e89b-12d3-a456-426614174000'",
                "(a = 1 | 7 | found the end, expected 'and', 'or' or ')'",
                "a in (1, 2 | 11 | found the end, expected ',' or ')'",
                "a in 1 | 6 | found '1', expected '(' and a list of values",
                "a is 1 | 6 | found '1', expected 'null' or 'not null'",
                "a starts 'x' | 10 | found 'x', expected 'with'",
                "a contains 1 | 12 | found '1', expected text in single quotes",
                "a not null | 7 | found 'null', expected 'in', 'between', 'starts with', 'contains' or 'matches'",
                "1 < a | 6 | found the end, expected < or <=, as in 1 < field <= 2",
                "a = 1 and or | 11 | found 'or', expected a condition: a field's name, a value, 'not', 'exists' or '(';"
                        + " a field of that name stands in double quotes",
                "a ? 1 | 3 | found '?', expected a field, a value, an operator or a parenthesis"
            })
    void a_wrong_text_is_refused_with_place_finding_and_expectation(String text, int column, String problem) {
        FilterSyntaxException refused = catchThrowableOfType(FilterSyntaxException.class, () -> parse(text));
        assertThat(refused.column()).isEqualTo(column);
        assertThat(refused)
                .hasMessage("cannot read the filter at column " + column + ": " + problem + "\n" + text + "\n"
                        + " ".repeat(column - 1) + "^");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void nothing_is_no_filter(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(FilterSyntaxException.class)
                .hasMessageContaining("found the end, expected a condition");
    }

    @Test
    void a_line_break_does_not_move_the_caret() {
        assertThatThrownBy(() -> parse("a = 1\nand\tb ! 2"))
                .hasMessage("cannot read the filter at column 13: found '!', expected a field, a value, an operator or"
                        + " a parenthesis\na = 1 and b ! 2\n            ^");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "any (", "((a = 1) and "})
    void hostile_nesting_is_refused_and_does_not_overflow_the_stack(String opening) {
        assertThatThrownBy(() -> parse(opening.repeat(100_000) + "a = 1"))
                .isInstanceOf(FilterSyntaxException.class)
                .hasMessageContaining("found more than 200 levels of nesting")
                .hasMessageMatching("(?s).{0,400}");
    }
}
