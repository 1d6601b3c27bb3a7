package dev.vicino.opensearch;

import dev.vicino.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.jackson3.JacksonJsonpMapper;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.TransportException;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.opensearch.client.transport.httpclient5.ResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/// Asks a cluster, whichever of its nodes answers, and asks again for as long as its options have patience.
///
/// Every request that goes through here may be made twice: items are written whole under their id, so that a repetition
/// does no harm.
final class Cluster implements AutoCloseable {
    private static final String NDJSON = "application/x-ndjson";
    private static final String JSON = "application/json";

    /// Overloaded, or between two managers.
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int SHOWN_LENGTH = 500;

    private final ClusterAddress address;
    private final Credentials credentials;
    private final ClusterOptions options;
    private final OpenSearchGenericClient client;

    Cluster(ClusterAddress address, Credentials credentials, ClusterOptions options) {
        this.address = address;
        this.credentials = credentials;
        this.options = options;
        HttpHost[] hosts = address.hosts().stream()
                .map(host -> new HttpHost(address.secure() ? "https" : "http", host.name(), host.port()))
                .toArray(HttpHost[]::new);
        Header[] headers = credentials.header().stream()
                .map(value -> new BasicHeader("Authorization", value, true))
                .toArray(Header[]::new);
        this.client = new OpenSearchGenericClient(ApacheHttpClient5TransportBuilder.builder(hosts)
                .setMapper(new JacksonJsonpMapper())
                .setDefaultHeaders(headers)
                .setConnectionConfigCallback(
                        connection -> connection.setConnectTimeout(Timeout.of(options.connectTimeout())))
                .setRequestConfigCallback(request -> request.setResponseTimeout(Timeout.of(options.requestTimeout())))
                .build());
    }

    /// An answer of any kind but a passing failure.
    ///
    /// @param status of HTTP
    /// @param body missing if there is none
    record Reply(int status, JsonNode body) {
        boolean failed() {
            return status >= 400;
        }

        /// The kind of failure, as the cluster names it.
        String failure() {
            return body.path("error").path("type").asString("");
        }

        /// All that the cluster says of its failure, for a message.
        String reason() {
            JsonNode error = body.path("error");
            String text = error.isMissingNode() ? body.toString() : error.toString();
            return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
        }
    }

    ClusterAddress address() {
        return address;
    }

    ClusterOptions options() {
        return options;
    }

    /// Asks, and has it fail if the cluster refuses.
    ///
    /// @param doing what is tried, for the message: `search collection 'digits'`
    JsonNode ask(String doing, String method, String path, Map<String, String> parameters, @Nullable JsonNode body) {
        Reply reply = reply(doing, method, path, parameters, body);
        if (reply.failed()) {
            throw refused(doing, reply);
        }
        return reply.body();
    }

    /// Asks, and leaves what the cluster refuses to the caller.
    Reply reply(String doing, String method, String path, Map<String, String> parameters, @Nullable JsonNode body) {
        return reply(doing, method, path, parameters, body, passing -> false);
    }

    /// Asks, and leaves what the cluster refuses to the caller.
    ///
    /// @param hopeless whether a failure that would be tried again is not to be, by what the cluster says
    Reply reply(
            String doing,
            String method,
            String path,
            Map<String, String> parameters,
            @Nullable JsonNode body,
            Predicate<String> hopeless) {
        byte[] bytes = body == null ? null : Json.MAPPER.writeValueAsBytes(body);
        return patiently(doing, request(method, path, parameters, bytes, JSON), hopeless);
    }

    /// Sends lines of JSON.
    JsonNode bulk(String doing, String path, byte[] lines) {
        Reply reply = patiently(doing, request("POST", path, Map.of(), lines, NDJSON), passing -> false);
        if (reply.failed()) {
            throw refused(doing, reply);
        }
        return reply.body();
    }

    /// What to throw when the cluster refuses a request as it is.
    RuntimeException refused(String doing, Reply reply) {
        return new IllegalStateException(
                "the cluster " + address + " refuses to " + doing + ": HTTP " + reply.status() + ", " + reply.reason());
    }

    private static RequestMaker request(
            String method, String path, Map<String, String> parameters, byte @Nullable [] body, String type) {
        return () -> Requests.create(method, path, List.of(), parameters, body == null ? null : Body.from(body, type));
    }

    /// A body can be read once, so each attempt takes a request of its own.
    @FunctionalInterface
    private interface RequestMaker {
        Request make();
    }

    private Reply patiently(String doing, RequestMaker request, Predicate<String> hopeless) {
        BackOff backOff = BackOff.of(options.patience());
        while (true) {
            Exception failure = null;
            String what;
            try {
                Reply reply = once(request.make());
                if (!PASSING.contains(reply.status())
                        || hopeless.test(reply.body().toString())) {
                    return reply;
                }
                what = "HTTP " + reply.status() + ", " + reply.reason();
            } catch (TransportException e) {
                // The client's own word for 401 and 403.
                int status = e.getCause() instanceof ResponseException response ? response.status() : 0;
                throw new StoreUnavailableException(
                        "the cluster " + address + " does not let " + credentials + " " + doing + ": HTTP " + status
                                + ", " + e.getMessage(),
                        e);
            } catch (IOException e) {
                failure = e;
                what = e.toString();
                // The client makes an exception of an answer that all nodes gave it, with its text.
                if (hopeless.test(what)) {
                    return new Reply(503, StringNode.valueOf(what));
                }
            }
            if (!backOff.pause()) {
                throw new StoreUnavailableException(
                        "cannot " + doing + ": the cluster " + address + " did not answer within "
                                + backOff.spent().toSeconds() + " s and " + backOff.attempts()
                                + " attempts" + away() + "; the last one: " + what,
                        failure);
            }
        }
    }

    /// Which of the nodes do not even accept a connection. An interrupted thread does not wait to know.
    private String away() {
        if (Thread.currentThread().isInterrupted()) {
            return "";
        }
        Map<ClusterAddress.Host, CompletableFuture<Boolean>> asked = new LinkedHashMap<>();
        for (ClusterAddress.Host host : address.hosts()) {
            asked.put(host, CompletableFuture.supplyAsync(() -> accepts(host), Thread::startVirtualThread));
        }
        String away = asked.entrySet().stream()
                .filter(each -> !each.getValue().join())
                .map(each -> each.getKey().toString())
                .collect(Collectors.joining(", "));
        return away.isEmpty() ? "" : ", and there is no connection to " + away;
    }

    private boolean accepts(ClusterAddress.Host host) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(host.name(), host.port()),
                    Math.toIntExact(options.connectTimeout().toMillis()));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// A request that is under way is waited for: it may have changed something. The thread stays interrupted.
    private Reply once(Request request) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            CompletableFuture<Response> future = client.executeAsync(request);
            while (true) {
                try (Response response = future.get()) {
                    byte[] body = response.getBody().map(Body::bodyAsBytes).orElse(new byte[0]);
                    return new Reply(response.getStatus(), json(response, body));
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Not all that stands between a client and a cluster speaks JSON.
    private static JsonNode json(Response response, byte[] body) throws IOException {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            String text = new String(body, 0, Math.min(body.length, SHOWN_LENGTH), StandardCharsets.UTF_8);
            throw new IOException("HTTP " + response.getStatus() + ", and no JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        try {
            client._transport().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }

    /// Pauses between attempts, each up to twice as long as the one before, until the patience is over.
    static final class BackOff {
        private final long start = System.nanoTime();
        private final Duration patience;
        private final Duration longest;
        private Duration next;
        private int attempts = 1;

        BackOff(Duration patience, Duration first, Duration longest) {
            this.patience = patience;
            this.next = first;
            this.longest = longest;
        }

        /// Pauses of the usual length, until this patience is over.
        static BackOff of(Duration patience) {
            return new BackOff(patience, FIRST_PAUSE, LONGEST_PAUSE);
        }

        /// Waits before another attempt.
        ///
        /// @return false, at once, if there is no patience left or the thread is interrupted
        boolean pause() {
            // Half of it by chance, so that many clients do not come back at the same moment.
            long millis = next.toMillis() / 2 + ThreadLocalRandom.current().nextLong(next.toMillis() / 2 + 1);
            if (spent().plusMillis(millis).compareTo(patience) > 0) {
                return false;
            }
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            Duration doubled = next.multipliedBy(2);
            next = doubled.compareTo(longest) > 0 ? longest : doubled;
            attempts++;
            return true;
        }

        Duration spent() {
            return Duration.ofNanos(System.nanoTime() - start);
        }

        int attempts() {
            return attempts;
        }
    }
}
