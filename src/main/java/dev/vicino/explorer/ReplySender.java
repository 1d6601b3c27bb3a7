package dev.vicino.explorer;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Sends replies, each with what a browser has to know for safety, and text compressed where that is worth it.
final class ReplySender {
    /// Below this, compressing costs more than it saves, in bytes.
    private static final int LEAST_COMPRESSED = 16_384;

    private static final int BUFFER = 1 << 15;

    private static final Map<String, String> SAFETY = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin");

    private ReplySender() {}

    static void send(HttpExchange exchange, Reply reply) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        SAFETY.forEach(headers::set);
        headers.set("Content-Type", reply.type());
        headers.set("Cache-Control", "no-store");
        reply.headers().forEach(headers::set);
        switch (reply.content()) {
            case Reply.Content.Whole whole -> send(exchange, reply, whole.bytes());
            case Reply.Content.Streamed streamed -> send(exchange, reply, streamed);
        }
    }

    private static void send(HttpExchange exchange, Reply reply, byte[] bytes) throws IOException {
        byte[] sent = bytes;
        if (bytes.length >= LEAST_COMPRESSED && compresses(exchange, reply.type())) {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 3);
            try (OutputStream out = new FastGzip(compressed)) {
                out.write(bytes);
            }
            sent = compressed.toByteArray();
            encoded(exchange);
        }
        if (headOnly(exchange) || sent.length == 0) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(sent.length));
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(reply.status(), sent.length);
        exchange.getResponseBody().write(sent);
    }

    private static void send(HttpExchange exchange, Reply reply, Reply.Content.Streamed streamed) throws IOException {
        boolean compress = streamed.length() < 0 && compresses(exchange, reply.type());
        if (compress) {
            encoded(exchange);
        }
        if (headOnly(exchange) || streamed.length() == 0) {
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        // Zero asks for pieces of whatever length.
        exchange.sendResponseHeaders(reply.status(), Math.max(0, streamed.length()));
        OutputStream body = exchange.getResponseBody();
        OutputStream out = new BufferedOutputStream(compress ? new FastGzip(body) : body, BUFFER);
        streamed.writer().writeTo(out);
        // Only now: a content that breaks off must not end as if it were whole.
        out.close();
    }

    private static boolean headOnly(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private static boolean compresses(HttpExchange exchange, String type) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        boolean text = type.startsWith("text/")
                || type.startsWith("application/json")
                || type.startsWith("application/x-ndjson")
                || type.startsWith("image/svg");
        return text && accepted != null && accepted.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
    }

    private static void encoded(HttpExchange exchange) {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
    }

    /// Over the loopback, time counts for more than bytes.
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
