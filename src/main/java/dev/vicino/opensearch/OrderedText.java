package dev.vicino.opensearch;

/// Strings as text that sorts by code points as the strings do by UTF-16 units, and comes back exactly.
///
/// Each unit from U+D800 on is moved 10000₁₆ up, out of the range where surrogates pair: `\uD83D` is U+1D83D. What is
/// below, which most text is made of, stays as it is. So even lone surrogates, which UTF-8 cannot hold, are kept apart,
/// and a cluster sorts as `String.compareTo` does.
final class OrderedText {
    private static final int MOVED = 0x10000;

    private OrderedText() {}

    static String encode(String text) {
        StringBuilder encoded = null;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= Character.MIN_SURROGATE) {
                encoded = encoded == null ? new StringBuilder(text.length() + 16).append(text, 0, i) : encoded;
                encoded.appendCodePoint(unit + MOVED);
            } else if (encoded != null) {
                encoded.append(unit);
            }
        }
        return encoded == null ? text : encoded.toString();
    }

    /// Reads what [#encode] wrote.
    static String decode(String encoded) {
        StringBuilder text = new StringBuilder(encoded.length());
        encoded.codePoints().forEach(point -> text.append((char) (point >= MOVED ? point - MOVED : point)));
        return text.toString();
    }
}
