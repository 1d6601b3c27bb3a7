package dev.vicino.explorer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From an exchange to its reply: the gate, then the API or the page; and whatever goes wrong becomes a problem.
final class Exchanges implements HttpHandler {
    /// What is sent beyond the limit is read and thrown away up to this size, so that its sender gets to see the reply.
    private static final long MOST_DISCARDED = 64_000_000;

    private final Gate gate;
    private final Router router;
    private final WorkPool pool;

    Exchanges(Gate gate, Router router, WorkPool pool) {
        this.gate = gate;
        this.router = router;
        this.pool = pool;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        ReplySender.send(exchange, reply(exchange));
        // Not after a failure: that is left to the server, which ends the connection, so that the caller sees it.
        exchange.close();
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        try {
            Reply atOnce = gate.check(exchange);
            if (atOnce != null) {
                return atOnce;
            }
            return path.equals("/api") || path.startsWith("/api/") ? api(exchange, path) : page(exchange, path);
        } catch (IOException broken) {
            throw broken;
        } catch (Exception failure) {
            return problem(failure, path);
        }
    }

    private static Reply problem(Exception failure, String path) {
        Problem problem = Problem.of(failure, path);
        Reply reply = problem.reply();
        return switch (problem.status()) {
            case 401 -> reply.with("WWW-Authenticate", "Bearer");
            case 503 -> reply.with("Retry-After", "1");
            default -> reply;
        };
    }

    private static Reply page(HttpExchange exchange, String path) throws IOException {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            throw new Refusal(405, "'" + method + "' is not answered here; expected GET");
        }
        return Page.at(path);
    }

    private Reply api(HttpExchange exchange, String path) throws Exception {
        if (!path.startsWith(Route.ROOT + "/")) {
            throw Refusal.notFound("there is nothing at '" + path + "'; expected a path below " + Route.ROOT);
        }
        String method = exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
        Router.Match match = router.match(method, path.substring(Route.ROOT.length()));
        Route route = match.route();
        Map<String, String> parameters =
                Router.parameters(route, exchange.getRequestURI().getRawQuery());
        Call call =
                new Call(path, match.places(), parameters, contentType(exchange), body(exchange, route.mostBytes()));
        return pool.answer(() -> route.handler().answer(call));
    }

    private static String contentType(HttpExchange exchange) {
        @Nullable String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static byte[] body(HttpExchange exchange, int most) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            long discarded = 0;
            byte[] piece = new byte[1 << 16];
            for (int read = in.read(piece); read > 0 && discarded < MOST_DISCARDED; read = in.read(piece)) {
                discarded += read;
            }
            throw new Refusal(413, "the body has more than " + most + " bytes; expected at most that");
        }
        return bytes;
    }
}
