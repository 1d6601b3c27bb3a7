package dev.vicino.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against real HTTP servers on loopback: `/gone/` answers 404, `/wrong/` a gzip file of other content, `/cut/` half of
/// what it announces, `/stalled/` never ends, `/silent/` never begins, and `/real/` serves the MNIST files at hand.
class MnistDownloadTest {
    @TempDir
    private Path folder;

    /// Long enough for a machine under any load.
    private static final Duration PATIENT = Duration.ofMinutes(5);

    private static final Duration BRIEF = Duration.ofMillis(500);

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/gone/", exchange -> answer(exchange, 404, 0, new byte[0]));
        server.createContext("/wrong/", exchange -> answer(exchange, 200, 0, gzip("other digits")));
        server.createContext("/cut/", exchange -> answer(exchange, 200, 1000, gzip("half")));
        server.createContext("/stalled/", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            waitForTheEnd();
            exchange.close();
        });
        server.createContext("/silent/", exchange -> {
            waitForTheEnd();
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void the_second_mirror_serves_when_the_first_has_nothing() throws Exception {
        Path origin = MnistAtHand.orSkip().folder();
        server.createContext("/real/", exchange -> {
            String name = exchange.getRequestURI().getPath().substring("/real/".length());
            answer(exchange, 200, 0, Files.readAllBytes(origin.resolve(name)));
        });
        Set<String> reported = new HashSet<>();
        download("gone", "wrong", "real").into(folder, (file, done, total) -> {
            reported.add(file);
            assertThat(done).isPositive();
        });
        assertThat(Mnist.missingFrom(folder)).isEmpty();
        assertThat(Mnist.in(folder).test().label(2)).isOne();
        assertThat(reported).hasSize(4);
    }

    @Test
    void what_every_mirror_answered_is_told_in_one_line_and_nothing_is_left_behind() throws IOException {
        assertThatThrownBy(() -> download("gone", "wrong", "cut").into(folder, (file, done, total) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not fetch train-images-idx3-ubyte.gz")
                .hasMessageContaining("status 404")
                .hasMessageContaining("expected ba891046")
                .hasMessageNotContaining("\n");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_mirror_that_stalls_is_given_up() {
        assertThatThrownBy(() -> download(PATIENT, BRIEF, "stalled").into(folder, (file, done, total) -> {}))
                .hasMessageContaining("not done after 0.5 s");
    }

    @Test
    void a_mirror_that_takes_the_connection_and_keeps_silent_is_given_up_long_before_the_file_limit() {
        assertThatThrownBy(() -> download(BRIEF, PATIENT, "silent").into(folder, (file, done, total) -> {}))
                .hasMessageContaining("no answer after 0.5 s")
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_mirror_that_cannot_be_reached_is_named() {
        // Port 1 is never listened on.
        assertThatThrownBy(() -> new MnistDownload(List.of(URI.create("http://127.0.0.1:1/")), PATIENT, PATIENT)
                        .into(folder, (file, done, total) -> {}))
                .hasMessageContaining("127.0.0.1");
    }

    private MnistDownload download(String... contexts) {
        return download(PATIENT, PATIENT, contexts);
    }

    private MnistDownload download(Duration answerTimeout, Duration fileTimeout, String... contexts) {
        String root = "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/";
        return new MnistDownload(
                Stream.of(contexts).map(each -> URI.create(root + each + "/")).toList(), answerTimeout, fileTimeout);
    }

    /// @param announced bytes, if more than there are
    private static void answer(HttpExchange exchange, int status, int announced, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : Math.max(announced, body.length));
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] gzip(String content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private void waitForTheEnd() {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
