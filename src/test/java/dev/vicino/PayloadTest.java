package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PayloadTest {
    @Test
    void values_widen_inside_lists_and_objects_too() {
        Payload payload = Payload.of(Map.of("list", List.of(1, 2.5f, "x"), "object", Map.of("short", (short) 3)));
        assertThat(payload.get("list")).contains(List.of(1L, 2.5, "x"));
        assertThat(payload.get("object")).contains(Payload.EMPTY.with("short", 3L));
    }

    @Test
    void later_changes_of_a_list_or_map_do_not_show() {
        List<Object> list = new ArrayList<>(List.of(1));
        Map<String, Object> map = new HashMap<>(Map.of("a", 1));
        Payload payload = Payload.EMPTY.with("list", list).with("map", map);
        list.add(2);
        map.put("b", 2);
        assertThat(payload.list("list")).containsExactly(1L);
        assertThat(payload.object("map")).contains(Payload.EMPTY.with("a", 1));
        assertThatThrownBy(() -> payload.list("list").add(3)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> payload.asMap().put("x", 3)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void what_cannot_be_kept_is_refused_with_its_path() {
        refuses(Map.of("a", Map.of("b", BigDecimal.ONE)), "'a.b' is a java.math.BigDecimal");
        refuses(Map.of("a", List.of(1, List.of())), "element 1 of payload field 'a' is a java.util");
        refuses(Map.of("a", List.of(Map.of())), "element 0 of payload field 'a'");
        refuses(Map.of("a", Arrays.asList(1, null)), "element 1 of payload field 'a' is null");
        refuses(Map.of("a", Map.of(" ", 1)), "in 'a.' has the blank name ' '");
        refuses(Map.of("a", Map.of(7, 1)), "'a.7' has a name that is no string");
        refuses(Map.of("a", List.of(Double.NaN)), "element 0 of payload field 'a' is NaN; expected a finite number");
        assertThatThrownBy(() -> Payload.EMPTY.with("a", new int[0])).hasMessageContaining("payload field 'a' is a [I");
    }

    private static void refuses(Map<String, ?> fields, String message) {
        assertThatThrownBy(() -> Payload.of(fields))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_null_is_refused_with_the_advice_to_leave_it_out() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("a", null);
        assertThatThrownBy(() -> Payload.of(fields)).hasMessage("payload field 'a' is null; leave it out instead");
    }

    @Test
    void objects_nest_a_hundred_deep_and_no_deeper() {
        Payload deepest = Payload.EMPTY.with("leaf", 1);
        for (int level = 2; level <= Payload.MAX_DEPTH; level++) {
            deepest = Payload.EMPTY.with("a", deepest);
        }
        Payload full = deepest;
        assertThat(full.at("a.".repeat(99) + "leaf")).containsExactly(1L);
        assertThatThrownBy(() -> Payload.EMPTY.with("b", full))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("payload field 'b' nests objects more than 100 deep; expected at most 100");
        Map<String, Object> endless = new HashMap<>();
        endless.put("self", endless);
        assertThatThrownBy(() -> Payload.of(endless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 100 deep");
    }

    @Test
    void a_path_reaches_into_objects_and_names_with_dots_alike() {
        Payload payload = Payload.of(Map.of(
                "a", Map.of("b", Map.of("c", 1), "b.c", 2), "a.b", Map.of("c", 3), "a.b.c", 4, "d", List.of(5, 6)));
        assertThat(payload.at("a.b.c")).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(payload.at("d")).containsExactly(List.of(5L, 6L));
        assertThat(payload.at("a.x")).isEmpty();
        assertThat(payload.at("d.x")).isEmpty();
        List<String> paths = new ArrayList<>();
        payload.forEachPath((path, value) -> paths.add(path));
        assertThat(paths)
                .containsExactlyInAnyOrder("a", "a.b", "a.b.c", "a.b.c", "a.b", "a.b.c", "a.b.c", "d")
                .allSatisfy(path -> assertThat(payload.at(path)).isNotEmpty());
    }

    @Test
    void getters_give_the_value_of_their_type_or_say_what_is_there() {
        UUID key = new UUID(1, 2);
        Payload payload = Payload.of(Map.of(
                "string",
                "x",
                "long",
                7,
                "double",
                1.5,
                "yes",
                true,
                "when",
                Instant.EPOCH,
                "key",
                key,
                "in",
                Map.of("list", List.of("a"))));
        assertThat(payload.string("string")).contains("x");
        assertThat(payload.number("long")).contains(7L);
        assertThat(payload.number("double")).contains(1.5);
        assertThat(payload.bool("yes")).contains(true);
        assertThat(payload.instant("when")).contains(Instant.EPOCH);
        assertThat(payload.uuid("key")).contains(key);
        assertThat(payload.list("in.list")).containsExactly("a");
        assertThat(payload.list("long")).containsExactly(7L);
        assertThat(payload.list("absent")).isEmpty();
        assertThat(payload.string("absent")).isEmpty();
        assertThatThrownBy(() -> payload.string("long"))
                .isInstanceOf(PayloadTypeException.class)
                .hasMessage("payload field 'long' is the whole number 7; expected a string");
        assertThatThrownBy(() -> payload.list("in")).isInstanceOf(PayloadTypeException.class);
    }

    @Test
    void a_field_can_be_left_out_again() {
        Payload payload = Payload.EMPTY.with("a", 1).with("b", 2);
        assertThat(payload.without("a")).isEqualTo(Payload.EMPTY.with("b", 2));
        assertThat(payload.without("a").without("b")).isEqualTo(Payload.EMPTY);
    }
}
