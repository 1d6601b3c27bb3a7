package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [VectorCollection] promises about the types that its spec declares.
public abstract class SchemaContract {
    private static final float[] VECTOR = {1, 2};

    @TempDir
    Path folder;

    private VectorStore store;
    private VectorCollection items;

    protected abstract VectorStore open(Path place);

    @BeforeEach
    void openCollection() {
        store = open(folder);
        items = store.collection(CollectionSpec.of("items", 2)
                .field("label", PayloadType.LONG)
                .field("price", PayloadType.DOUBLE)
                .field("name", PayloadType.STRING)
                .field("sold", PayloadType.BOOLEAN)
                .field("made.at", PayloadType.INSTANT)
                .field("key", PayloadType.UUID));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void values_of_the_declared_types_are_taken_and_so_is_everything_that_is_not_declared() {
        Item item = Item.of("a", VECTOR)
                .with("label", List.of(1, 2))
                .with("price", 4)
                .with("name", "x")
                .with("sold", false)
                .with("made", Map.of("at", Instant.EPOCH, "by", 7))
                .with("key", new UUID(1, 2))
                .with("labels", "many");
        items.upsert(item);
        items.upsert(Item.of("b", VECTOR).with("label", List.of()));
        assertThat(items.get("a")).contains(item);
    }

    @Test
    void a_value_of_another_type_is_refused_by_name() {
        assertThatThrownBy(() -> items.upsert(Item.of("a", VECTOR).with("label", "four")))
                .isInstanceOf(PayloadTypeException.class)
                .hasMessage("payload field 'label' of item 'a' is the string 'four'; collection 'items' declares it as"
                        + " long");
        refuses("label", 4.0);
        refuses("label", List.of(1, "2"));
        refuses("label", Map.of("x", 1));
        refuses("price", true);
        refuses("name", new UUID(1, 2));
        refuses("sold", 1);
        refuses("made", Map.of("at", "1970-01-01T00:00:00Z"));
        refuses("made.at", 0);
        refuses("key", "123e4567-e89b-12d3-a456-426614174000");
        assertThat(items.count()).isZero();
    }

    private void refuses(String field, Object value) {
        Item item = Item.of("a", VECTOR).with(field, value);
        assertThatThrownBy(() -> items.upsert(item)).isInstanceOf(PayloadTypeException.class);
    }

    @Test
    void of_a_batch_with_a_wrong_type_none_is_in() {
        assertThatThrownBy(() -> items.upsert(
                        List.of(Item.of("a", VECTOR), Item.of("b", VECTOR).with("label", "four"))))
                .isInstanceOf(PayloadTypeException.class)
                .hasMessageContaining("item 'b' (item 2 of 2, none of which was stored)");
        assertThat(items.count()).isZero();
    }

    @Test
    void an_update_to_a_wrong_type_is_refused_and_changes_nothing() {
        Item item = Item.of("a", VECTOR).with("label", 4);
        items.upsert(item);
        assertThatThrownBy(() -> items.updatePayload("a", payload -> payload.with("label", "four")))
                .isInstanceOf(PayloadTypeException.class)
                .hasMessageContainingAll("'label'", "'a'", "'four'", "long");
        assertThat(items.get("a")).contains(item);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label = '4'",
                "label in (4, true)",
                "label > 'x'",
                "label starts with '4'",
                "name = 4",
                "price = 'x'",
                "sold != 0",
                "made.at > '2026-01-01T00:00:00Z'",
                "not (name = 'x' or key = 'x')"
            })
    void a_filter_that_compares_with_another_type_is_refused(String filter) {
        Filter wrong = Filter.parse(filter);
        SearchRequest request = SearchRequest.near(VECTOR).where(wrong);
        assertThatThrownBy(() -> items.search(request)).isInstanceOf(PayloadTypeException.class);
        assertThatThrownBy(() -> items.count(wrong)).isInstanceOf(PayloadTypeException.class);
        assertThatThrownBy(() -> items.delete(wrong)).isInstanceOf(PayloadTypeException.class);
    }

    @Test
    void the_refusal_of_a_filter_names_field_value_and_type() {
        assertThatThrownBy(() -> items.count(Filter.parse("name = 'x' and label = '4'")))
                .hasMessage("the filter <label = '4'> compares the field 'label' with the string '4'; collection"
                        + " 'items' declares it as long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label = 4.0",
                "label between 3.5 and 5",
                "price = 4",
                "exists name",
                "other = 'x'",
                "name matches 'x'"
            })
    void numbers_of_any_type_and_fields_that_are_not_declared_may_be_compared(String filter) {
        assertThatCode(() -> items.count(Filter.parse(filter))).doesNotThrowAnyException();
    }
}
