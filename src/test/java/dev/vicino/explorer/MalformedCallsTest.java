package dev.vicino.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Whatever is sent: the answer is a problem that says what is wrong with it, and never how the explorer is made.
class MalformedCallsTest {
    private static final List<String> BODIES =
            List.of("search", "compare", "walk", "embed", "decode", "filter", "export");

    private static final String PLANE = "/collections/plane/";

    @TempDir
    private static Path folder;

    private static ServedStore served;
    private static ApiClient client;

    @BeforeAll
    static void serve() {
        served = ServedStore.in(folder);
        client = served.client();
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static void isProblem(HttpResponse<byte[]> response, int status, String... said) {
        String text = ApiClient.text(response);
        assertThat(response.statusCode()).as(text).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = ApiClient.tree(response);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("detail").stringValue()).isNotBlank().contains(said);
        assertThat(text).doesNotContain("Exception", "java.", "tools.jackson", "\\tat ", "dev.vicino");
    }

    static Stream<Arguments> bodies() {
        List<Arguments> calls = new ArrayList<>();
        for (String resource : BODIES) {
            calls.add(Arguments.of(resource, "", "the body is empty"));
            calls.add(Arguments.of(resource, "{", "no JSON"));
            calls.add(Arguments.of(resource, "{} {}", "no JSON"));
            calls.add(Arguments.of(resource, "[]", "expected a JSON object"));
            calls.add(Arguments.of(resource, "null", "expected a JSON object"));
            calls.add(Arguments.of(resource, "{\"surprise\": 1}", "unknown field 'surprise'"));
            calls.add(Arguments.of(resource, "{\"query\": 1, \"query\": 2}", ""));
            calls.add(Arguments.of(resource, "[".repeat(100_000), ""));
            calls.add(Arguments.of(resource, "{\"x\":".repeat(100_000), ""));
        }
        for (String resource : List.of("search", "compare", "walk")) {
            calls.add(Arguments.of(resource, "{}", "'query' is missing"));
            calls.add(Arguments.of(resource, "{\"query\": []}", "'query' is an array"));
            calls.add(Arguments.of(resource, "{\"query\": {}}", "expected exactly one"));
            calls.add(Arguments.of(resource, "{\"query\": {\"id\": \"dot/1\", \"vector\": [1, 2]}}", "exactly one"));
            calls.add(query(resource, "{\"vector\": [1]}", "2"));
            calls.add(query(resource, "{\"vector\": [1, 2, 3]}", "2"));
            calls.add(query(resource, "{\"vector\": []}", ""));
            calls.add(query(resource, "{\"vector\": [1, NaN]}", "no JSON"));
            calls.add(query(resource, "{\"vector\": [1, \"NaN\"]}", "'query.vector[1]'"));
            calls.add(query(resource, "{\"vector\": [1, null]}", "'query.vector[1]'"));
            calls.add(query(resource, "{\"vector\": [1, 1e39]}", "finite"));
            calls.add(query(resource, "{\"vector\": [1, 1e999]}", "finite"));
            calls.add(query(resource, "{\"vector\": \"1,2\"}", "an array of numbers"));
            calls.add(query(resource, "{\"id\": 42}", "'query.id'"));
            calls.add(query(resource, "{\"text\": \"  \"}", ""));
            calls.add(query(resource, "{\"text\": \"olive\"}", ""));
            calls.add(query(resource, "{\"pixels\": \"###\"}", "base64"));
            calls.add(query(resource, "{\"pixels\": \"AAAA\"}", "784"));
            calls.add(query(resource, "{\"id\": \"dot/1\"}, \"limit\": 0", "'limit' is 0"));
            calls.add(query(resource, "{\"id\": \"dot/1\"}, \"limit\": 1001", "'limit' is 1001"));
            calls.add(query(resource, "{\"id\": \"dot/1\"}, \"limit\": 99999999999999999999", "'limit'"));
            calls.add(query(resource, "{\"id\": \"dot/1\"}, \"limit\": 2.5", "'limit' is 2.5"));
            calls.add(query(resource, "{\"id\": \"dot/1\"}, \"limit\": \"ten\"", "'limit'"));
            calls.add(query(resource, "{\"id\": \"dot/1\"}, \"effort\": 0", "'effort' is 0"));
            calls.add(query(resource, "{\"id\": \"dot/1\"}, \"effort\": 10001", "'effort'"));
            calls.add(query(resource, "{\"id\": \"dot/1\"}, \"filter\": \"label =\"", "column 8"));
            calls.add(query(resource, "{\"id\": \"dot/1\"}, \"filter\": 7", "'filter' is 7"));
            calls.add(query(
                    resource,
                    "{\"id\": \"dot/1\"}, \"filter\": \"" + "not ".repeat(200_000) + "label = 7\"",
                    "at most"));
            calls.add(query(resource, "{\"id\": \"dot/1\"}, \"filter\": \"" + "(".repeat(8_000) + "\"", ""));
        }
        calls.add(query("search", "{\"id\": \"dot/1\"}, \"metric\": \"hamming\"", "'hamming' is no metric"));
        calls.add(query("search", "{\"id\": \"dot/1\"}, \"offset\": -1", "'offset' is -1"));
        calls.add(query("search", "{\"id\": \"dot/1\"}, \"offset\": 10000", "'offset'"));
        calls.add(query("search", "{\"id\": \"dot/1\"}, \"exact\": \"yes\"", "'exact'"));
        calls.add(query("search", "{\"id\": \"dot/1\"}, \"exact\": true, \"effort\": 10", "exclude"));
        calls.add(query("search", "{\"id\": \"dot/1\"}, \"targetRecall\": 1.5", "1.5"));
        calls.add(query("search", "{\"vector\": [0, 0]}, \"metric\": \"cosine\"", "cosine"));
        calls.add(query("compare", "{\"vector\": [0, 0]}", "cosine"));
        calls.add(query("compare", "{\"id\": \"dot/1\"}, \"limit\": 101", "'limit' is 101"));
        calls.add(query("compare", "{\"id\": \"dot/1\"}, \"metrics\": [\"l3\"]", "'l3' is no metric"));
        calls.add(query("compare", "{\"id\": \"dot/1\"}, \"metrics\": [1]", "'metrics[0]'"));
        calls.add(query("compare", "{\"id\": \"dot/1\"}, \"metrics\": \"l2\"", "'metrics'"));
        calls.add(query("compare", "{\"id\": \"dot/1\"}, \"projection\": \"mercator\"", "'mercator'"));
        calls.add(query("walk", "{\"id\": \"dot/1\"}, \"limit\": 101", "'limit' is 101"));
        calls.add(query("walk", "{\"id\": \"dot/1\"}, \"effort\": 1001", "'effort' is 1001"));
        calls.add(query("walk", "{\"id\": \"dot/1\"}, \"metric\": \"l3\"", "'l3' is no metric"));
        calls.add(query("walk", "{\"vector\": [0, 0]}, \"metric\": \"cosine\"", "cosine"));
        calls.add(Arguments.of("embed", "{\"pixels\": 5}", "'pixels' is 5"));
        calls.add(Arguments.of("embed", "{\"pixels\": \"AAAA\"}", "784"));
        calls.add(Arguments.of("decode", "{\"vectors\": []}", "at least one"));
        calls.add(Arguments.of("decode", "{\"vectors\": [[1, 2, 3]]}", "3 dimensions"));
        calls.add(Arguments.of("decode", "{\"vectors\": [[1, true]]}", "'vectors[0][1]'"));
        calls.add(Arguments.of("decode", "{\"vectors\": [" + "[0,0],".repeat(64) + "[0,0]]}", "at most 64"));
        calls.add(Arguments.of("filter", "{\"filter\": null}", "'filter' is missing"));
        calls.add(Arguments.of("filter", "{\"filter\": \"label = 7 adn split = 'a'\"}", "column 11"));
        calls.add(Arguments.of("filter", "{\"filter\": \"label between 1 and 'x'\"}", ""));
        calls.add(Arguments.of("export", "{}", "neither"));
        calls.add(Arguments.of("export", "{\"ids\": [], \"filter\": \"label = 7\"}", "both"));
        calls.add(Arguments.of("export", "{\"ids\": [7]}", "'ids[0]' is 7"));
        return calls.stream();
    }

    private static Arguments query(String resource, String query, String said) {
        return Arguments.of(resource, "{\"query\": " + query + "}", said);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_malformed_body_is_refused_with_the_reason(String resource, String body, String said) {
        isProblem(client.post(PLANE + resource, body), 400, said);
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of("/collections/plane/map?projection=mercator", 400, "'mercator'"),
                Arguments.of("/collections/deep/map?projection=direct", 400, "8 dimensions"),
                Arguments.of("/collections/deep/map/points?projection=direct", 400, "8 dimensions"),
                Arguments.of(PLANE + "map/points?view=99", 409, "view 99"),
                Arguments.of(PLANE + "map/points?view=x", 400, "'view' is 'x'"),
                Arguments.of(PLANE + "map/fields/colour", 404, "no field 'colour'"),
                Arguments.of(PLANE + "map/fields/colour/codes", 404, "no field 'colour'"),
                Arguments.of(PLANE + "map/fields/..%2F..%2Fetc%2Fpasswd", 404, "no field"),
                Arguments.of(PLANE + "map/matches", 400, "'filter' is missing"),
                Arguments.of(PLANE + "map/matches?filter=label", 400, "column"),
                Arguments.of(PLANE + "items?limit=0", 400, "'limit' is '0'"),
                Arguments.of(PLANE + "items?limit=1001", 400, "'limit'"),
                Arguments.of(PLANE + "items?limit=ten", 400, "'limit' is 'ten'"),
                Arguments.of(PLANE + "items?offset=-1", 400, "'offset'"),
                Arguments.of(PLANE + "items?offset=1&offset=2", 400, "twice"),
                Arguments.of(PLANE + "items?surprise=1", 400, "unknown parameter 'surprise'"),
                Arguments.of(PLANE + "items?filter=label+%3D", 400, "column"),
                Arguments.of(PLANE + "items?match=%FF", 400, "UTF-8"),
                Arguments.of(PLANE + "items/nobody", 404, "no item 'nobody'"),
                Arguments.of(PLANE + "items/%C3%28", 400, "UTF-8"),
                Arguments.of(PLANE + "items/dot%2F1?projection=mercator", 400, "'mercator'"),
                Arguments.of(PLANE + "pictures/nobody", 404, "no item 'nobody'"),
                Arguments.of("/collections/notes/pictures/c", 404, "no pictures"),
                Arguments.of("/collections/notes/atlas/0", 404, "no pictures"),
                Arguments.of(PLANE + "atlas/-1", 404, "'-1'"),
                Arguments.of(PLANE + "atlas/0?view=99", 409, "view 99"),
                Arguments.of(PLANE + "atlas/one", 404, "'one'"),
                Arguments.of(PLANE + "curve?metric=l3", 400, "'l3'"),
                Arguments.of(PLANE + "doubts", 400, "'field' is missing"),
                Arguments.of(PLANE + "doubts?field=colour", 404, "no field 'colour'"),
                Arguments.of(PLANE + "doubts?field=label&k=0", 400, "'k' is '0'"),
                Arguments.of(PLANE + "doubts?field=label&k=101", 400, "'k' is '101'"),
                Arguments.of(PLANE + "doubts?field=label&limit=5000", 400, "'limit'"),
                Arguments.of("/collections/notes/doubts?field=tags&metric=l2", 400, "does not declare"),
                Arguments.of("/collections/nowhere/doubts?field=label", 404, "nowhere"),
                Arguments.of("/collections/notes/curve?metric=l2", 400, "l2"),
                Arguments.of("/collections/nowhere", 404, "nowhere"),
                Arguments.of("/collections/nowhere/items", 404, "nowhere"),
                Arguments.of("/collections/nowhere/map", 404, "nowhere"),
                Arguments.of("/collections/nowhere/curve", 404, "nowhere"),
                Arguments.of("/collections/..%2F..%2Fetc", 404, "collection"),
                Arguments.of("/collections/%00", 404, "collection"),
                Arguments.of("/collections//items", 404, "collection"),
                Arguments.of("/collections/plane/../plane", 404, "nothing at"),
                Arguments.of("/collections?x=1", 400, "unknown parameter"),
                Arguments.of("/", 404, "nothing at"),
                Arguments.of("/surprise", 404, "nothing at"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_malformed_address_is_refused_with_the_reason(String path, int status, String said) {
        isProblem(client.get(path), status, said);
    }

    @ParameterizedTest
    @MethodSource("resourcesWithBodies")
    void a_collection_that_is_not_there_is_told_by_each(String resource) {
        isProblem(client.post("/collections/nowhere/" + resource, valid(resource)), 404, "nowhere");
    }

    @ParameterizedTest
    @MethodSource("resourcesWithBodies")
    void a_body_beyond_its_size_is_refused(String resource) {
        byte[] large = new byte[resource.equals("embed") ? 4_000_001 : 1_000_001];
        isProblem(client.post(PLANE + resource, "application/json", large), 413, "more than");
    }

    @ParameterizedTest
    @MethodSource("resourcesWithBodies")
    void a_body_of_another_type_is_refused(String resource) {
        byte[] body = valid(resource).getBytes(StandardCharsets.UTF_8);
        isProblem(client.post(PLANE + resource, "text/plain", body), 415, "text/plain");
    }

    @ParameterizedTest
    @MethodSource("resourcesWithBodies")
    void another_method_is_refused(String resource) {
        isProblem(client.get(PLANE + resource), 405, "POST");
    }

    static List<String> resourcesWithBodies() {
        return BODIES;
    }

    private static String valid(String resource) {
        return switch (resource) {
            case "search", "compare", "walk" -> "{\"query\": {\"vector\": [1, 2]}}";
            case "embed" -> "{\"pixels\": \"" + Pixels.encode(new float[Pictures.PIXELS]) + "\"}";
            case "decode" -> "{\"vectors\": [[1, 2]]}";
            default -> "{\"filter\": \"label = 7\"}";
        };
    }

    @Test
    void a_filter_tells_where_it_goes_wrong() {
        JsonNode problem = ApiClient.tree(client.post(PLANE + "filter", "{\"filter\": \"label = 7 adn\"}"));
        assertThat(problem.get("position").intValue()).isEqualTo(11);
    }

    @Test
    void a_collection_without_instruments_says_so() {
        isProblem(client.post("/collections/notes/embed", valid("embed")), 404, "embeds no pictures");
        isProblem(client.post("/collections/notes/decode", valid("decode")), 404, "no decoder");
    }

    @Test
    void a_collection_without_a_graph_says_so() {
        isProblem(client.post("/collections/notes/walk", "{\"query\": {\"id\": \"c\"}}"), 404, "no graph");
    }

    @Test
    void a_picture_that_is_none_is_refused_with_the_reason() {
        isProblem(client.post(PLANE + "embed", "image/png", new byte[] {1, 2, 3}), 400, "the picture has 3 bytes");
    }

    @Test
    void a_method_that_nobody_knows_is_refused() {
        isProblem(client.send(client.request("/collections").DELETE().build()), 405, "GET");
    }
}
