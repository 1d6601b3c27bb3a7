package dev.vicino.lucene;

import java.nio.charset.StandardCharsets;
import org.apache.lucene.util.BytesRef;

/// Strings as bytes that sort as the strings do, and come back exactly.
///
/// Each UTF-16 unit is written on its own, in one to three bytes of UTF-8's pattern (Unicode calls the form CESU-8).
/// Plain UTF-8 would sort some strings otherwise than `String.compareTo`, on which ties and scans depend, and would
/// lose lone surrogates, so that two ids could become one key.
final class OrderedText {
    private OrderedText() {}

    static BytesRef encode(String text) {
        byte[] bytes = new byte[3 * text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                bytes[size++] = (byte) unit;
            } else if (unit < 0x800) {
                bytes[size++] = (byte) (0xC0 | (unit >> 6));
                bytes[size++] = (byte) (0x80 | (unit & 0x3F));
            } else {
                bytes[size++] = (byte) (0xE0 | (unit >> 12));
                bytes[size++] = (byte) (0x80 | ((unit >> 6) & 0x3F));
                bytes[size++] = (byte) (0x80 | (unit & 0x3F));
            }
        }
        return new BytesRef(bytes, 0, size);
    }

    /// Reads what [#encode] wrote.
    static String decode(BytesRef encoded) {
        // Most are ASCII, and every hit's id is read.
        return isAscii(encoded)
                ? new String(encoded.bytes, encoded.offset, encoded.length, StandardCharsets.ISO_8859_1)
                : decodeUnits(encoded);
    }

    private static boolean isAscii(BytesRef encoded) {
        int bits = 0;
        for (int i = encoded.offset; i < encoded.offset + encoded.length; i++) {
            bits |= encoded.bytes[i];
        }
        return bits >= 0;
    }

    private static String decodeUnits(BytesRef encoded) {
        StringBuilder text = new StringBuilder(encoded.length);
        byte[] bytes = encoded.bytes;
        int end = encoded.offset + encoded.length;
        for (int i = encoded.offset; i < end; ) {
            int first = bytes[i++] & 0xFF;
            if (first < 0x80) {
                text.append((char) first);
            } else if (first < 0xE0) {
                text.append((char) (((first & 0x1F) << 6) | (bytes[i++] & 0x3F)));
            } else {
                text.append((char) (((first & 0x0F) << 12) | ((bytes[i++] & 0x3F) << 6) | (bytes[i++] & 0x3F)));
            }
        }
        return text.toString();
    }
}
