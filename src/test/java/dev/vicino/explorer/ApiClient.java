package dev.vicino.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls the API, and holds each answer against its description.
final class ApiClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final String root;
    private final ApiDescription description;

    ApiClient(URI url) {
        this.server = URI.create(url.toString().replaceFirst("\\?.*", ""));
        this.root = server.resolve("/api/v1").toString();
        this.description = ApiDescription.read();
    }

    /// As one segment of a path, or a value in a query.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    URI server() {
        return server;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(40));
    }

    HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException("no answer from " + request.uri(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    HttpResponse<byte[]> get(String path) {
        return described("get", path, send(request(path).build()));
    }

    HttpResponse<byte[]> post(String path, String json) {
        return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> post(String path, String type, byte[] body) {
        HttpRequest request = request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return described("post", path, send(request));
    }

    private HttpResponse<byte[]> described(String method, String path, HttpResponse<byte[]> response) {
        description.check(method, path.replaceFirst("\\?.*", ""), response);
        return response;
    }

    /// The answer to a call that is answered.
    JsonNode json(String path) {
        return answered(get(path));
    }

    /// The answer to a call that is answered, asked for again as long as it is worked out.
    JsonNode jsonAtLast(String path) {
        HttpResponse<byte[]> response = get(path);
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (response.statusCode() == 202 && System.nanoTime() < end) {
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            response = get(path);
        }
        return answered(response);
    }

    JsonNode json(String path, String body) {
        return answered(post(path, body));
    }

    private static JsonNode answered(HttpResponse<byte[]> response) {
        assertThat(response.statusCode())
                .as(() -> response.uri() + " says " + text(response))
                .isEqualTo(200);
        return tree(response);
    }

    static JsonNode tree(HttpResponse<byte[]> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /// What a call answers in binary.
    ByteBuffer binary(String path) {
        HttpResponse<byte[]> response = get(path);
        assertThat(response.statusCode()).as(() -> text(response)).isEqualTo(200);
        return ByteBuffer.wrap(response.body()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
