package dev.vicino.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A store that is written while it is explored.
class ViewTest {
    @TempDir
    private Path folder;

    @Test
    void what_was_flushed_shows_when_the_map_is_asked_for_anew() {
        try (ServedStore served = ServedStore.in(folder)) {
            ApiClient client = served.client();
            JsonNode before = client.jsonAtLast("/collections/plane/map");
            served.written("plane").upsert(Item.of("new", new float[] {5, 5}).with("label", 11));
            assertThat(client.jsonAtLast("/collections/plane/map")).isEqualTo(before);
            served.written("plane").flush();
            JsonNode after = client.jsonAtLast("/collections/plane/map");
            assertThat(after.get("count").intValue()).isEqualTo(ServedStore.DOTS + 1);
            String gone = "?view=" + before.get("view").intValue();
            assertThat(client.get("/collections/plane/map/ids" + gone).statusCode())
                    .isEqualTo(409);
            assertThat(client.json("/collections/plane/map/ids?view="
                            + after.get("view").intValue()))
                    .hasSize(ServedStore.DOTS + 1);
            assertThat(client.json("/collections/plane/map/fields/label")
                            .get("values")
                            .get(10)
                            .stringValue())
                    .isEqualTo("11");
        }
    }

    @Test
    void a_collection_that_was_dropped_is_gone_and_one_made_anew_is_there() {
        try (ServedStore served = ServedStore.in(folder)) {
            ApiClient client = served.client();
            assertThat(client.get("/collections/plane").statusCode()).isEqualTo(200);
            served.writer().drop("plane");
            assertThat(client.get("/collections/plane").statusCode()).isEqualTo(404);
            served.writer().create(CollectionSpec.of("plane", 2)).upsert(Item.of("only", new float[] {1, 2}));
            served.written("plane").flush();
            assertThat(client.json("/collections/plane").get("count").intValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void an_empty_collection_has_an_empty_map() {
        try (ServedStore served = ServedStore.in(folder)) {
            served.writer().create(CollectionSpec.of("empty", 2)).flush();
            ApiClient client = served.client();
            JsonNode map = client.jsonAtLast("/collections/empty/map");
            assertThat(map.get("count").intValue()).isZero();
            assertThat(client.binary("/collections/empty/map/points").remaining())
                    .isZero();
            assertThat(client.json("/collections/empty/map/ids")).isEmpty();
            assertThat(client.json("/collections/empty/items").get("total").intValue())
                    .isZero();
            assertThat(client.jsonAtLast("/collections/empty/curve").get("points"))
                    .isEmpty();
        }
    }

    @Test
    void ids_are_found_by_their_position_and_back_in_any_script() {
        List<String> ids = new ArrayList<>(List.of("", "a", "ab", "é", "z", "日本", "\uffee", "😀", "😀a"));
        Random random = new Random(5);
        for (int i = 0; i < 5000; i++) {
            ids.add("n/" + random.nextInt(1_000_000));
        }
        ids.sort((left, right) ->
                Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8)));
        List<String> distinct = ids.stream().distinct().toList();
        ItemOrder.Builder builder = new ItemOrder.Builder();
        distinct.forEach(builder::add);
        ItemOrder order = builder.build();
        assertThat(order.count()).isEqualTo(distinct.size());
        for (int i = 0; i < distinct.size(); i++) {
            assertThat(order.id(i)).isEqualTo(distinct.get(i));
            assertThat(order.position(distinct.get(i))).isEqualTo(i);
        }
        assertThat(order.position("nobody")).isNegative();
    }
}
