package dev.vicino.explorer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/// The answer to a call.
///
/// @param status of HTTP
/// @param type of the content
/// @param headers beside the content's type and length
record Reply(int status, String type, Map<String, String> headers, Content content) {
    /// What is sent.
    sealed interface Content {
        /// All at once.
        record Whole(byte[] bytes) implements Content {}

        /// Piece by piece.
        ///
        /// @param length in bytes; -1 if nobody knows it before
        record Streamed(long length, Writer writer) implements Content {}
    }

    /// Writes a content of any length.
    @FunctionalInterface
    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    static Reply bytes(int status, String type, byte[] bytes) {
        return new Reply(status, type, Map.of(), new Content.Whole(bytes));
    }

    static Reply json(Object value) {
        return bytes(200, "application/json", Json.write(value));
    }

    /// A computation is under way: ask again.
    static Reply later(Object progress) {
        return bytes(202, "application/json", Json.write(progress)).with("Retry-After", "1");
    }

    static Reply stream(String type, long length, Writer writer) {
        return new Reply(200, type, Map.of(), new Content.Streamed(length, writer));
    }

    /// This reply with one more header.
    Reply with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, type, more, content);
    }
}
