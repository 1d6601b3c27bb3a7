package dev.vicino.lucene;

import dev.vicino.Filter.Bound;
import dev.vicino.Payload;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.lucene.document.BinaryPoint;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// How a payload lies in the index: one term for each path that is there, one for each single value or element of a
/// list at a path, and one point for each that is a number or an instant.
///
/// **A term:**
///
/// | byte | what |
/// |---|---|
/// | 0 | the kind: `e` the path is there, `b` boolean, `n` number, `i` instant, `u` UUID, `s` string, `h` long string |
/// | 1–4 | length of the path in bytes, big-endian; beyond [#MAX_BYTES] −1 |
/// | … | the path ([OrderedText]); beyond [#MAX_BYTES] its SHA-256 |
/// | … | the value: nothing for `e`, one byte, [OrderedValue], [OrderedValue], 16 bytes, [OrderedText], SHA-256 |
///
/// So two terms are the same exactly if paths and values are equal, as [dev.vicino.Filter] has it, and a path's strings
/// lie side by side, sorted. A string beyond [#MAX_BYTES] is kept by its SHA-256, because Lucene refuses terms beyond
/// 32 KB: that is enough to be found equal. For anything else its items are found under the path's `h` and looked at
/// one by one.
///
/// **A point** has two dimensions: the kind and path, as the first 12 bytes of their SHA-256, and the [OrderedValue].
/// All paths share one field, because Lucene keeps each field's description in memory, and names of fields are as
/// many as users invent.
final class PayloadTerms {
    static final String TERMS = "payload";
    static final String POINTS = "payload.ordered";

    static final byte LONG_STRING = 'h';
    static final byte STRING = 's';

    private static final byte EXISTS = 'e';
    private static final byte BOOLEAN = 'b';
    private static final byte NUMBER = 'n';
    private static final byte INSTANT = 'i';
    private static final byte UNIQUE = 'u';

    private static final int MAX_BYTES = 256;

    private PayloadTerms() {}

    static void addTo(Document document, Payload payload) {
        payload.forEachPath((path, value) -> {
            addTerm(document, exists(path));
            switch (value) {
                case Payload nested -> {}
                case List<?> elements -> elements.forEach(element -> addValue(document, path, element));
                default -> addValue(document, path, value);
            }
        });
    }

    private static void addValue(Document document, String path, Object value) {
        addTerm(document, term(path, value));
        if (OrderedValue.has(value)) {
            document.add(new BinaryPoint(POINTS, axis(path, value), OrderedValue.encode(value)));
        }
    }

    private static void addTerm(Document document, BytesRef term) {
        document.add(new StringField(TERMS, term, Field.Store.NO));
    }

    /// The term of all documents that have something at a path.
    static BytesRef exists(String path) {
        return start(EXISTS, path);
    }

    /// The term of all documents that have a value at a path.
    ///
    /// @param value a string, long, double, boolean, instant or UUID
    static BytesRef term(String path, Object value) {
        return switch (value) {
            case String text -> {
                BytesRef bytes = OrderedText.encode(text);
                yield bytes.length <= MAX_BYTES
                        ? term(STRING, path, bytes)
                        : term(LONG_STRING, path, new BytesRef(sha256(bytes)));
            }
            case Boolean truth -> term(BOOLEAN, path, new BytesRef(new byte[] {(byte) (truth ? 1 : 0)}));
            case UUID uuid ->
                term(
                        UNIQUE,
                        path,
                        new BytesRef(ByteBuffer.allocate(2 * Long.BYTES)
                                .putLong(uuid.getMostSignificantBits())
                                .putLong(uuid.getLeastSignificantBits())
                                .array()));
            default -> term(orderedKind(value), path, new BytesRef(OrderedValue.encode(value)));
        };
    }

    private static byte orderedKind(Object value) {
        return value instanceof Instant ? INSTANT : NUMBER;
    }

    /// Where the terms of a path's strings that start with a prefix begin, and how each of them begins.
    static BytesRef strings(String path, String prefix) {
        return term(STRING, path, OrderedText.encode(prefix));
    }

    /// How the terms of a kind and path begin.
    static BytesRef start(byte kind, String path) {
        BytesRef bytes = OrderedText.encode(path);
        boolean readable = bytes.length <= MAX_BYTES;
        BytesRef key = readable ? bytes : new BytesRef(sha256(bytes));
        return new BytesRef(ByteBuffer.allocate(1 + Integer.BYTES + key.length)
                .put(kind)
                .putInt(readable ? bytes.length : -1)
                .put(key.bytes, key.offset, key.length)
                .array());
    }

    private static BytesRef term(byte kind, String path, BytesRef value) {
        BytesRef start = start(kind, path);
        return new BytesRef(ByteBuffer.allocate(start.length + value.length)
                .put(start.bytes, start.offset, start.length)
                .put(value.bytes, value.offset, value.length)
                .array());
    }

    /// The documents whose number or instant at a path lies within bounds, of which one may be null.
    static Query within(String path, @Nullable Bound lower, @Nullable Bound upper) {
        Object either = Objects.requireNonNull(lower != null ? lower : upper, "a range has a bound")
                .value();
        byte[] axis = axis(path, either);
        byte[] least = lower == null ? filled((byte) 0) : end(lower, 1);
        byte[] greatest = upper == null ? filled((byte) 0xFF) : end(upper, -1);
        return BinaryPoint.newRangeQuery(POINTS, new byte[][] {axis, least}, new byte[][] {axis, greatest});
    }

    private static byte[] filled(byte each) {
        byte[] bytes = new byte[OrderedValue.BYTES];
        Arrays.fill(bytes, each);
        return bytes;
    }

    /// The outermost bytes within a bound. If it excludes its own value, they are the next ones: no value's bytes are
    /// the first or the last of all, so there are next ones.
    ///
    /// @param inwards 1 from a lower bound, -1 from an upper
    private static byte[] end(Bound bound, int inwards) {
        byte[] end = OrderedValue.encode(bound.value());
        if (!bound.inclusive()) {
            byte carries = (byte) (inwards > 0 ? 0 : 0xFF);
            int at = end.length - 1;
            end[at] += (byte) inwards;
            while (end[at] == carries) {
                end[--at] += (byte) inwards;
            }
        }
        return end;
    }

    /// A point's first dimension.
    private static byte[] axis(String path, Object value) {
        return ByteBuffer.allocate(OrderedValue.BYTES)
                .put(sha256(start(orderedKind(value), path)), 0, OrderedValue.BYTES)
                .array();
    }

    private static byte[] sha256(BytesRef bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.bytes, bytes.offset, bytes.length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
