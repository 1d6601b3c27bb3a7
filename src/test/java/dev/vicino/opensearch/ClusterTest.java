package dev.vicino.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.vicino.StoreUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a server of its own that answers as it is told.
class ClusterTest {
    private static final String SECRET = "hunter2";
    private static final ClusterOptions HASTY = ClusterOptions.DEFAULT
            .timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1))
            .patience(Duration.ofSeconds(2));

    private final ConcurrentLinkedDeque<Integer> statuses = new ConcurrentLinkedDeque<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Integer status = statuses.poll();
            byte[] body = "{\"fine\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status == null ? 200 : status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI address() {
        return URI.create("opensearch://127.0.0.1:" + server.getAddress().getPort() + "/s");
    }

    private Cluster cluster(Credentials credentials) {
        return new Cluster(ClusterAddress.of(address()), credentials, HASTY);
    }

    private static boolean ask(Cluster cluster) {
        return cluster.ask("ask", "GET", "/_any", Map.of(), null)
                .required("fine")
                .asBoolean();
    }

    @Test
    void what_fails_in_passing_is_tried_again() {
        statuses.addAll(List.of(503, 429, 502));
        try (Cluster cluster = cluster(Credentials.none())) {
            assertThat(ask(cluster)).isTrue();
            assertThat(authorizations).hasSizeGreaterThanOrEqualTo(4).containsOnly("null");
        }
    }

    @Test
    void what_is_refused_is_not_tried_again() {
        statuses.add(400);
        try (Cluster cluster = cluster(Credentials.none())) {
            assertThatThrownBy(() -> ask(cluster))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("ask", "HTTP 400", "127.0.0.1");
            assertThat(authorizations).hasSize(1);
        }
    }

    @Test
    void when_the_patience_is_over_the_failure_says_what_was_tried_where_and_how_often() {
        for (int i = 0; i < 1000; i++) {
            statuses.add(503);
        }
        try (Cluster cluster = cluster(Credentials.none())) {
            assertThatThrownBy(() -> ask(cluster))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContainingAll("cannot ask", address().toString(), "attempts", "503")
                    .hasMessageNotContaining("no connection");
        }
    }

    @Test
    void a_cluster_that_is_away_is_said_to_be() {
        URI address = address();
        server.stop(0);
        assertThatThrownBy(() -> OpenSearchVectorStore.connect(address, Credentials.none(), HASTY))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContainingAll(
                        "cannot connect",
                        address.toString(),
                        "did not answer",
                        "there is no connection to 127.0.0.1:" + address.getPort());
    }

    @Test
    void a_cluster_that_does_not_answer_is_not_waited_for_beyond_the_time_out() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("opensearch://127.0.0.1:" + silent.getLocalPort());
            long start = System.nanoTime();
            assertThatThrownBy(() -> OpenSearchVectorStore.connect(address, Credentials.none(), HASTY))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void credentials_are_sent_and_never_shown() {
        for (int i = 0; i < 1000; i++) {
            statuses.add(401);
        }
        Credentials credentials = Credentials.basic("ann", SECRET);
        StoreUnavailableException refused = catchThrowableOfType(
                StoreUnavailableException.class, () -> OpenSearchVectorStore.connect(address(), credentials, HASTY));
        String sent = authorizations.getFirst();
        assertThat(sent).startsWith("Basic ").isEqualTo(credentials.header().orElseThrow());
        assertThat(refused).hasMessageContainingAll("user 'ann'", "401");
        for (String shown : List.of(
                trace(refused),
                credentials.toString(),
                Credentials.token(SECRET).toString())) {
            assertThat(shown).doesNotContain(SECRET, sent.substring("Basic ".length()));
        }
        assertThat(authorizations).hasSize(1);
    }

    @Test
    void a_failure_after_connecting_does_not_show_them_either() {
        for (int i = 0; i < 1000; i++) {
            statuses.add(503);
        }
        try (Cluster cluster = cluster(Credentials.token(SECRET))) {
            StoreUnavailableException away = catchThrowableOfType(StoreUnavailableException.class, () -> ask(cluster));
            assertThat(authorizations).contains("Bearer " + SECRET);
            assertThat(trace(away)).doesNotContain(SECRET);
            assertThat(cluster.toString()).doesNotContain(SECRET);
        }
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void an_interrupted_thread_does_not_wait_for_another_attempt() {
        statuses.add(503);
        try (Cluster cluster = cluster(Credentials.none())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> ask(cluster)).isInstanceOf(StoreUnavailableException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
