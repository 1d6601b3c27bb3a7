package dev.vicino.lucene;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.lucene.util.BytesRef;

/// The index terms of payload fields: one for each field and value, equal exactly if name and value are, as
/// [dev.vicino.Filter.Equal] has it.
///
/// | byte | what |
/// |---|---|
/// | 0 | the value's kind: `s` string, `b` boolean, `l` whole number, `d` other number |
/// | 1–4 | length of the name in bytes, big-endian |
/// | … | the name, then the value |
///
/// A double that is a whole number within a long's range is written as that long, so `4` and `4.0` are one term, and
/// so are `0.0` and `-0.0`; any other double differs from every long. A term longer than [#MAX_TERM_BYTES] is replaced
/// by `h` and its SHA-256, because Lucene refuses terms beyond 32 KB.
final class PayloadTerms {
    private static final int MAX_TERM_BYTES = 256;

    private PayloadTerms() {}

    /// @param value a string, long, double or boolean, as [dev.vicino.Payload] keeps them
    static BytesRef term(String field, Object value) {
        BytesRef name = OrderedText.encode(field);
        return switch (value) {
            case String text -> term('s', name, OrderedText.encode(text));
            case Boolean truth -> term('b', name, new BytesRef(new byte[] {(byte) (truth ? 1 : 0)}));
            case Long number -> term('l', name, eightBytes(number));
            case Double number ->
                isLong(number)
                        ? term('l', name, eightBytes(number.longValue()))
                        : term('d', name, eightBytes(Double.doubleToLongBits(number)));
            default ->
                throw new IllegalArgumentException(
                        "payload field '" + field + "' is a " + value.getClass().getName());
        };
    }

    private static boolean isLong(double number) {
        return number == Math.rint(number) && number >= -0x1p63 && number < 0x1p63;
    }

    private static BytesRef eightBytes(long bits) {
        return new BytesRef(ByteBuffer.allocate(Long.BYTES).putLong(bits).array());
    }

    private static BytesRef term(char kind, BytesRef name, BytesRef value) {
        byte[] term = ByteBuffer.allocate(1 + Integer.BYTES + name.length + value.length)
                .put((byte) kind)
                .putInt(name.length)
                .put(name.bytes, name.offset, name.length)
                .put(value.bytes, value.offset, value.length)
                .array();
        return new BytesRef(term.length <= MAX_TERM_BYTES ? term : hashed(term));
    }

    private static byte[] hashed(byte[] term) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(term);
            return ByteBuffer.allocate(1 + digest.length)
                    .put((byte) 'h')
                    .put(digest)
                    .array();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
