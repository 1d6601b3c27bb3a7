package dev.vicino.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What each resource answers. That answers are as `openapi.json` describes them, the client checks each time.
class ApiTest {
    private static final String DOT = ApiClient.encoded("dot/42");

    @TempDir
    private static Path folder;

    private static ServedStore served;
    private static ApiClient client;

    @BeforeAll
    static void serve() {
        served = ServedStore.withGraph(folder);
        client = served.client();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.stringValue()));
        return texts;
    }

    private static List<String> ids(JsonNode array) {
        return array.valueStream().map(each -> each.get("id").stringValue()).toList();
    }

    @Test
    void all_collections_are_listed_with_what_they_can() {
        JsonNode collections = client.json("/collections").get("collections");
        assertThat(collections.valueStream().map(each -> each.get("name").stringValue()))
                .containsExactly("deep", "notes", "plane");
        JsonNode plane = collections.get(2);
        assertThat(plane.get("count").intValue()).isEqualTo(ServedStore.DOTS);
        assertThat(texts(plane.get("metrics"))).containsExactly("l2", "l1", "dot", "cosine");
        assertThat(plane.get("embeds").booleanValue()).isTrue();
        assertThat(collections.get(1).get("embeds").booleanValue()).isFalse();
        assertThat(collections.get(1).get("hasText").booleanValue()).isTrue();
    }

    @Test
    void a_collection_tells_the_fields_of_its_payloads() {
        JsonNode fields = client.json("/collections/plane").get("fields");
        assertThat(fields.valueStream().map(field -> field.get("name").stringValue()))
                .containsExactly("label", "score", "split");
        JsonNode label = fields.get(0);
        assertThat(label.get("type").stringValue()).isEqualTo("long");
        assertThat(label.get("values")).hasSize(10);
        assertThat(label.get("values").get(3).get("value").intValue()).isEqualTo(3);
        assertThat(label.get("values").get(3).get("count").intValue()).isEqualTo(ServedStore.DOTS / 10);
        assertThat(label.get("values").get(3).get("filter").stringValue()).isEqualTo("label = 3");
        assertThat(fields.get(1).has("values"))
                .as("more than fifty values are not listed")
                .isFalse();
        assertThat(fields.get(1).get("max").doubleValue()).isEqualTo((ServedStore.DOTS - 1) / 7.0);
    }

    @Test
    void lists_objects_and_instants_are_told_by_what_is_in_them() {
        JsonNode fields = client.json("/collections/notes").get("fields");
        assertThat(fields.valueStream().map(field -> field.get("name").stringValue()))
                .containsExactly("place.city", "tags", "when");
        assertThat(fields.get(1).get("list").booleanValue()).isTrue();
        assertThat(texts(JsonMapper.shared()
                        .createArrayNode()
                        .add(fields.get(1).get("values").get(0).get("value"))
                        .add(fields.get(1).get("values").get(1).get("value"))))
                .containsExactly("green", "new");
        assertThat(fields.get(2).get("min").stringValue()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void items_come_page_by_page_in_the_order_of_their_ids() {
        JsonNode first = client.json("/collections/plane/items?limit=2");
        assertThat(ids(first.get("items"))).containsExactly("dot/0", "dot/1");
        assertThat(first.get("total").intValue()).isEqualTo(ServedStore.DOTS);
        assertThat(ids(client.json("/collections/plane/items?limit=2&offset=2").get("items")))
                .containsExactly("dot/10", "dot/100");
        assertThat(client.json("/collections/plane/items?offset=300").get("items"))
                .isEmpty();
    }

    @Test
    void items_are_found_by_a_filter_and_by_a_part_of_their_id() {
        String filter = ApiClient.encoded("label = 2 and split = 'train'");
        JsonNode both = client.json("/collections/plane/items?filter=" + filter + "&match=2");
        assertThat(ids(both.get("items"))).contains("dot/12", "dot/42").allMatch(id -> id.contains("2"));
        assertThat(both.get("total").longValue())
                .isEqualTo(served.written("plane").count(Filter.parse("label = 2 and split = 'train'")));
        assertThat(client.json("/collections/plane/items?match=99").get("total").intValue())
                .isEqualTo(3);
    }

    @Test
    void an_item_is_told_whole_whatever_its_id() {
        JsonNode item = client.json("/collections/notes/items/" + ApiClient.encoded("a/ü 1"));
        assertThat(item.get("id").stringValue()).isEqualTo("a/ü 1");
        assertThat(item.get("vector").get(0).doubleValue()).isEqualTo(1);
        assertThat(item.get("payload").get("place").get("city").stringValue()).isEqualTo("Siena");
        assertThat(item.get("payload").get("when").stringValue()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(item.get("position").isNull()).isTrue();
        assertThat(client.json("/collections/notes/items/" + ApiClient.encoded("b%2F?#"))
                        .get("id")
                        .stringValue())
                .isEqualTo("b%2F?#");
        assertThat(client.json("/collections/plane/items/" + DOT).get("position"))
                .isEqualTo(client.json("/collections/plane/items/" + DOT).get("vector"));
    }

    @Test
    void a_picture_is_a_png_of_28_by_28_pixels() throws IOException {
        HttpResponse<byte[]> picture = client.get("/collections/plane/pictures/" + DOT);
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(pixels(picture.body(), 28, 28)).contains(255);
        assertThat(client.get("/collections/plane/pictures/" + ApiClient.encoded("dot/10"))
                        .statusCode())
                .as("a dot without a picture")
                .isEqualTo(404);
    }

    private static int[] pixels(byte[] png, int width, int height) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        return image.getRaster().getSamples(0, 0, width, height, 0, (int[]) null);
    }

    @Test
    void an_atlas_holds_the_pictures_in_map_order() throws IOException {
        HttpResponse<byte[]> atlas = client.get("/collections/plane/atlas/0");
        int width = 64 * 28;
        int[] pixels = pixels(atlas.body(), width, 5 * 28);
        JsonNode ids = client.json("/collections/plane/map/ids");
        int position = 70;
        int[] alone = pixels(
                client.get("/collections/plane/pictures/"
                                + ApiClient.encoded(ids.get(position).stringValue()))
                        .body(),
                28,
                28);
        for (int i = 0; i < alone.length; i++) {
            int x = position % 64 * 28 + i % 28;
            int y = position / 64 * 28 + i / 28;
            assertThat(pixels[y * width + x]).isEqualTo(alone[i]);
        }
        assertThat(client.get("/collections/plane/atlas/1").statusCode()).isEqualTo(404);
    }

    @Test
    void points_ids_and_codes_are_columns_of_the_same_items() {
        JsonNode map = client.jsonAtLast("/collections/plane/map?projection=direct");
        assertThat(map.get("count").intValue()).isEqualTo(ServedStore.DOTS);
        assertThat(map.get("atlasPages").intValue()).isEqualTo(1);
        String view = "view=" + map.get("view").intValue();
        ByteBuffer points = client.binary("/collections/plane/map/points?projection=direct&" + view);
        JsonNode ids = client.json("/collections/plane/map/ids?" + view);
        JsonNode legend = client.json("/collections/plane/map/fields/label?" + view);
        ByteBuffer codes = client.binary("/collections/plane/map/fields/label/codes?" + view);
        ByteBuffer scores = client.binary("/collections/plane/map/fields/score/codes?" + view);
        assertThat(client.json("/collections/plane/map/fields/score")
                        .get("type")
                        .stringValue())
                .isEqualTo("number");
        for (int i = 0; i < ids.size(); i++) {
            Item item = served.written("plane").get(ids.get(i).stringValue()).orElseThrow();
            assertThat(points.getFloat()).isEqualTo(item.vector()[0]);
            assertThat(points.getFloat()).isEqualTo(item.vector()[1]);
            int code = codes.getShort() & 0xffff;
            assertThat(legend.get("values").get(code).stringValue())
                    .isEqualTo(item.payload().at("label").getFirst().toString());
            assertThat((double) scores.getFloat())
                    .isCloseTo(item.payload().number("score").orElseThrow().doubleValue(), within(1e-5));
        }
        assertThat(points.hasRemaining()).isFalse();
        JsonNode bounds = map.get("bounds");
        assertThat(bounds.get(0).doubleValue()).isLessThan(bounds.get(2).doubleValue());
    }

    @Test
    void long_texts_come_compressed_to_those_who_can_read_them() throws IOException {
        for (String path : List.of("/openapi.json", "/collections/plane/map/ids")) {
            HttpResponse<byte[]> plain = client.get(path);
            HttpResponse<byte[]> compressed = client.send(
                    client.request(path).header("Accept-Encoding", "br, gzip").build());
            assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(compressed.body().length).isLessThan(plain.body().length);
            try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(compressed.body()))) {
                assertThat(content.readAllBytes()).isEqualTo(plain.body());
            }
        }
    }

    @Test
    void an_item_without_a_field_has_the_code_of_none() {
        JsonNode legend = client.json("/collections/notes/map/fields/tags");
        assertThat(texts(legend.get("values"))).containsExactly("new");
        ByteBuffer codes = client.binary("/collections/notes/map/fields/tags/codes");
        assertThat(codes.getShort() & 0xffff).isZero();
        assertThat(codes.getShort() & 0xffff).isEqualTo(65_535);
        assertThat(codes.getShort() & 0xffff).isEqualTo(65_535);
    }

    @Test
    void the_matches_of_a_filter_are_a_bit_an_item() {
        JsonNode ids = client.json("/collections/plane/map/ids");
        ByteBuffer bits = client.binary("/collections/plane/map/matches?filter=" + ApiClient.encoded("label = 7"));
        for (int i = 0; i < ids.size(); i++) {
            boolean passes = (bits.get(i / 8) >> i % 8 & 1) == 1;
            assertThat(passes).isEqualTo(ids.get(i).stringValue().endsWith("7"));
        }
    }

    @Test
    void a_search_answers_as_the_collection_does() {
        JsonNode found = client.json("/collections/plane/search", """
                {"query": {"id": "dot/42"}, "metric": "l1", "limit": 5, "offset": 2, "filter": "label > 3", "exact": true}
                """);
        List<String> wanted = served.written("plane")
                .search(SearchRequest.like("dot/42")
                        .metric(Metric.MANHATTAN)
                        .where(Filter.gt("label", 3))
                        .limit(5)
                        .offset(2)
                        .exact())
                .ids();
        assertThat(ids(found.get("hits"))).isEqualTo(wanted);
        assertThat(found.get("hits").get(0).get("rank").intValue()).isEqualTo(3);
        assertThat(found.get("plan").get("exact").booleanValue()).isTrue();
    }

    @Test
    void a_search_goes_by_vector_by_words_and_by_picture() {
        assertThat(ids(client.json("/collections/notes/search", "{\"query\": {\"vector\": [0, 2, 0.1]}}")
                        .get("hits")))
                .startsWith("b%2F?#");
        JsonNode words = client.json("/collections/notes/search", "{\"query\": {\"text\": \"olive\"}}");
        assertThat(ids(words.get("hits"))).containsExactly("a/ü 1");
        assertThat(words.get("hits").get(0).get("value").isNull()).isTrue();
        String pixels = pixelsOf("dot/42");
        JsonNode drawn = client.json(
                "/collections/plane/search",
                "{\"query\": {\"pixels\": \"" + pixels + "\"}, \"metric\": \"l2\", \"targetRecall\": 0.9}");
        assertThat(drawn.get("hits").get(0).get("value").doubleValue()).isLessThan(2.0 / 28);
    }

    private static String pixelsOf(String id) {
        float[] vector = served.written("plane").get(id).orElseThrow().vector();
        return Base64.getEncoder().encodeToString(Pixels.bytes(ServedStore.Dots.draw(vector)));
    }

    @Test
    void a_comparison_holds_each_metric_against_the_truth() {
        JsonNode compared = client.json(
                "/collections/plane/compare",
                "{\"query\": {\"id\": \"dot/42\"}, \"metrics\": [\"cosine\", \"l2\"], \"limit\": 8, \"effort\": 20}");
        VectorCollection plane = served.written("plane");
        assertThat(compared.get("metrics").propertyNames()).containsExactly("cosine", "l2");
        JsonNode l2 = compared.get("metrics").get("l2");
        assertThat(ids(l2.get("exact").get("hits")))
                .isEqualTo(plane.search(SearchRequest.like("dot/42")
                                .metric(Metric.EUCLIDEAN)
                                .limit(8)
                                .exact())
                        .ids());
        assertThat(l2.get("recall").doubleValue()).isEqualTo(1);
        assertThat(l2.get("missed")).isEmpty();
        assertThat(compared.get("position")).isEqualTo(compared.get("vector"));
        JsonNode all = client.json("/collections/deep/compare", "{\"query\": {\"id\": \"deep3\"}}");
        assertThat(all.get("metrics").propertyNames())
                .as("without metrics, all that are declared")
                .containsExactly("l2", "cosine");
        assertThat(all.get("position").isNull()).isTrue();
    }

    @Test
    void a_curve_is_measured_once_and_rises_to_the_truth() {
        JsonNode curve = client.jsonAtLast("/collections/deep/curve?metric=cosine");
        assertThat(curve.get("queries").intValue()).isPositive();
        JsonNode points = curve.get("points");
        assertThat(points.get(points.size() - 1).get("recall").doubleValue()).isEqualTo(1);
        assertThat(client.json("/collections/deep/curve?metric=cosine")).isEqualTo(curve);
    }

    @Test
    void a_picture_is_embedded_and_a_vector_is_drawn() {
        String pixels = pixelsOf("dot/42");
        JsonNode embedded = client.json("/collections/plane/embed", "{\"pixels\": \"" + pixels + "\"}");
        assertThat(embedded.get("pixels").stringValue()).isEqualTo(pixels);
        assertThat(embedded.get("position")).isEqualTo(embedded.get("vector"));
        JsonNode decoded =
                client.json("/collections/plane/decode", "{\"vectors\": [" + embedded.get("vector") + ", [0, 0]]}");
        assertThat(decoded.get("pictures").get(0).stringValue()).isEqualTo(pixels);
        assertThat(decoded.get("pictures")).hasSize(2);
    }

    @Test
    void a_map_of_many_dimensions_is_drawn_by_their_principal_axes() {
        JsonNode map = client.jsonAtLast("/collections/deep/map?projection=pca");
        assertThat(map.get("explained")).hasSize(2);
        ByteBuffer points = client.binary("/collections/deep/map/points?projection=pca");
        assertThat(points.remaining()).isEqualTo(2 * Float.BYTES * ServedStore.DEEP);
        JsonNode ids = client.json("/collections/deep/map/ids");
        int position = 1234;
        String id = ids.get(position).stringValue();
        JsonNode placed =
                client.json("/collections/deep/items/" + id + "?projection=pca").get("position");
        assertThat((float) placed.get(0).doubleValue()).isEqualTo(points.getFloat(8 * position));
        JsonNode compared = client.json(
                "/collections/deep/compare",
                "{\"query\": {\"vector\": "
                        + client.json("/collections/deep/items/" + id).get("vector") + "}, \"projection\": \"pca\"}");
        assertThat(compared.get("position").get(1).doubleValue())
                .isCloseTo(placed.get(1).doubleValue(), within(1e-3));
    }

    @Test
    void a_map_that_takes_long_tells_how_far_it_is() {
        HttpResponse<byte[]> first = client.get("/collections/plane/map?projection=umap");
        assertThat(first.statusCode()).isIn(200, 202);
        JsonNode map = client.jsonAtLast("/collections/plane/map?projection=umap");
        assertThat(map.get("count").intValue()).isEqualTo(ServedStore.DOTS);
        assertThat(map.has("explained")).isFalse();
    }

    @Test
    void a_walk_begins_in_the_highest_layer_and_leads_to_the_answer() {
        JsonNode walk = client.json(
                "/collections/deep/walk",
                "{\"query\": {\"id\": \"deep3\"}, \"metric\": \"l2\", \"limit\": 5, \"effort\": 20}");
        JsonNode steps = walk.get("steps");
        assertThat(steps.get(0).get("layer").intValue())
                .isEqualTo(walk.get("layers").intValue() - 1);
        assertThat(steps.get(0).get("from").isNull()).isTrue();
        assertThat(walk.get("hits")).hasSize(5);
        assertThat(ids(steps)).containsAll(texts(walk.get("hits")));
    }

    @Test
    void a_label_that_its_neighbours_have_not_is_doubted() {
        JsonNode doubts = client.jsonAtLast("/collections/deep/doubts?field=group&k=10&limit=5&metric=l2");
        JsonNode first = doubts.get("items").get(0);
        assertThat(first.get("id").stringValue()).isEqualTo(ServedStore.MISLABELLED);
        assertThat(first.get("label").stringValue()).isEqualTo("g0");
        assertThat(first.get("vote").stringValue()).isEqualTo("g3");
        assertThat(first.get("agreeing").intValue()).isZero();
        assertThat(first.get("neighbours")).hasSize(10);
    }

    @Test
    void a_filter_is_told_in_java_and_for_a_shell() {
        JsonNode told = client.json("/collections/plane/filter", "{\"filter\": \"split='train' AND not label=7\"}");
        assertThat(told.get("canonical").stringValue()).isEqualTo("split = 'train' and label != 7");
        assertThat(told.get("java").stringValue()).isEqualTo("and(eq(\"split\", \"train\"), ne(\"label\", 7))");
        assertThat(told.get("commandLine").stringValue())
                .isEqualTo("vicino info --where \"split = 'train' and label != 7\"");
        assertThat(told.get("count").intValue()).isEqualTo(90);
    }

    @Test
    void items_are_exported_a_line_each() {
        HttpResponse<byte[]> lines =
                client.post("/collections/plane/export", "{\"ids\": [\"dot/7\", \"gone\", \"dot/3\"]}");
        assertThat(lines.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"plane.ndjson\"");
        List<String> each = ApiClient.text(lines).lines().toList();
        assertThat(each).hasSize(2);
        JsonNode first = JsonMapper.shared().readTree(each.getFirst());
        assertThat(first.get("id").stringValue()).isEqualTo("dot/7");
        assertThat(first.get("payload").get("label").intValue()).isEqualTo(7);
        assertThat(ApiClient.text(client.post("/collections/plane/export", "{\"filter\": \"label = 7\"}"))
                        .lines())
                .hasSize(ServedStore.DOTS / 10);
    }
}
