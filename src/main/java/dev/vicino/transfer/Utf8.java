package dev.vicino.transfer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Text to bytes and back, nothing replaced by question marks.
final class Utf8 {
    private Utf8() {}

    /// @throws IllegalArgumentException if the bytes are no UTF-8
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("it is no UTF-8 text", malformed);
        }
    }

    /// @param id of the item that the text belongs to, for the message
    /// @throws TransferException if a surrogate stands alone, for which there is no UTF-8
    static byte[] bytes(String id, CharSequence text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException alone) {
            throw new TransferException(
                    "item '" + id + "' holds a surrogate that stands alone, for which only jsonl has a form", alone);
        }
    }
}
