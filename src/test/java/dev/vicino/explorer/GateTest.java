package dev.vicino.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let in.
class GateTest {
    private static final String TOKEN = "0123456789-abcdef_TOKEN";

    @TempDir
    private static Path folder;

    private static ServedStore open;
    private static ServedStore guarded;

    @BeforeAll
    static void serve() {
        open = ServedStore.in(folder.resolve("open"));
        guarded = ServedStore.in(folder.resolve("guarded"), ExplorerOptions.DEFAULT.token(TOKEN));
    }

    @AfterAll
    static void stop() {
        open.close();
        guarded.close();
    }

    /// What a server says to a request that is written by hand.
    private static String raw(URI server, String request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String asked(String host, String path) throws IOException {
        return raw(
                open.client().server(), "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil", "", "[::2]:9"})
    void a_call_by_another_name_is_not_answered(String host) throws IOException {
        for (String path : new String[] {"/", "/api/v1/collections", "/assets/index.js"}) {
            assertThat(asked(host, path)).startsWith("HTTP/1.1 421").contains("is no name of this server");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1234", "127.0.0.1", "[::1]:80"})
    void a_call_by_a_name_of_this_server_is_answered(String host) throws IOException {
        assertThat(asked(host, "/api/v1/collections")).startsWith("HTTP/1.1 200");
    }

    @Test
    void a_call_from_another_sites_page_is_not_answered() {
        ApiClient client = open.client();
        for (String origin : new String[] {"http://evil.example", "null", "https://localhost.evil.example"}) {
            HttpRequest foreign =
                    client.request("/collections").header("Origin", origin).build();
            assertThat(client.send(foreign).statusCode()).isEqualTo(403);
        }
        HttpRequest own = client.request("/collections")
                .header("Origin", "http://localhost:" + client.server().getPort())
                .build();
        assertThat(client.send(own).statusCode()).isEqualTo(200);
    }

    @Test
    void no_other_site_is_allowed_to_read_and_nothing_is_sniffed() {
        for (String path : new String[] {"/collections", "/collections/nowhere"}) {
            HttpResponse<byte[]> response = open.client().get(path);
            assertThat(response.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'self'", "img-src 'self' data: blob:", "frame-ancestors 'none'"));
        }
    }

    @Test
    void without_the_token_nothing_is_answered() {
        ApiClient client = guarded.client();
        for (String path : new String[] {"/collections", "/openapi.json", "/../", "/collections?token=wrong"}) {
            HttpResponse<byte[]> response = client.send(client.request(path).build());
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(ApiClient.text(response)).doesNotContain(TOKEN);
        }
        HttpRequest page = HttpRequest.newBuilder(client.server()).build();
        assertThat(client.send(page).statusCode()).isEqualTo(401);
        HttpRequest wrong = client.request("/collections")
                .header("Authorization", "Bearer " + TOKEN + "x")
                .build();
        assertThat(client.send(wrong).statusCode()).isEqualTo(401);
    }

    @Test
    void the_token_is_taken_as_a_header() {
        ApiClient client = guarded.client();
        HttpRequest right = client.request("/collections")
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        assertThat(client.send(right).statusCode()).isEqualTo(200);
    }

    @Test
    void the_token_in_the_pages_address_becomes_a_cookie_and_leaves_the_address() {
        ApiClient client = guarded.client();
        URI url = guarded.explorer().url();
        assertThat(url.toString()).endsWith("/?token=" + TOKEN);
        HttpResponse<byte[]> redirect = client.send(HttpRequest.newBuilder(url).build());
        assertThat(redirect.statusCode()).isEqualTo(303);
        assertThat(redirect.headers().firstValue("Location")).contains("/");
        String cookie = redirect.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(TOKEN);
        HttpRequest next = client.request("/collections")
                .header("Cookie", "other=1; " + cookie.substring(0, cookie.indexOf(';')))
                .build();
        assertThat(client.send(next).statusCode()).isEqualTo(200);
    }

    @Test
    void the_token_leads_to_no_other_site() throws IOException {
        String redirect = raw(
                guarded.client().server(),
                "GET ////evil.example/?token=" + TOKEN + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(redirect).startsWith("HTTP/1.1 303").containsPattern("(?i)location: /evil.example/");
    }

    @Test
    void an_address_beyond_this_machine_gets_a_token_of_its_own() {
        ExplorerOptions everywhere = ExplorerOptions.DEFAULT.host("0.0.0.0");
        try (ServedStore served = ServedStore.in(folder.resolve("everywhere"), everywhere)) {
            assertThat(served.explorer().url().getQuery()).matches("token=[A-Za-z0-9_-]{32}");
            ApiClient client = served.client();
            assertThat(client.send(client.request("/collections").build()).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void a_token_that_is_easily_guessed_is_refused() {
        assertThatThrownBy(() -> ExplorerOptions.DEFAULT.token("secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 characters");
        assertThatThrownBy(() -> ExplorerOptions.DEFAULT.port(70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("70000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../openapi.json",
                "/assets/..%2f..%2fApi.class",
                "/../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/assets/.hidden.js",
                "/assets/absent.js",
                "/Api.class",
                "/package-info.java"
            })
    void no_path_leads_out_of_the_page(String path) throws IOException {
        assertThat(asked("localhost", path))
                .startsWith("HTTP/1.1 404")
                .contains("application/problem+json")
                .doesNotContain("root:");
    }

    @Test
    void any_view_of_the_page_is_the_page() throws IOException {
        String page = asked("localhost", "/");
        assertThat(page).startsWith("HTTP/1.1 200").contains("text/html; charset=utf-8", "<!doctype html>");
        assertThat(asked("localhost", "/plane/map")).startsWith("HTTP/1.1 200").contains("text/html");
        assertThat(raw(
                        open.client().server(),
                        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405");
        assertThat(raw(
                        open.client().server(),
                        "HEAD /api/v1/collections HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("\"collections\"");
    }
}
