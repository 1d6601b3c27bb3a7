package dev.vicino.opensearch;

import dev.vicino.Payload;
import dev.vicino.TextWords;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What of a payload a cluster can look up: words of one keyword field, each a path, a zero and what lies there, made
/// so that equal values have equal words, and that the words of a path and a kind sort as the values do.
///
/// | kind | the word after path and zero | orders |
/// |---|---|---|
/// | a path that is there | `p` | |
/// | number | `n`, the bits of the largest double not above it, sortable, and the rest, in hex | by exact value |
/// | instant | `i`, the second from the first there is, and the nanosecond, in digits | by time |
/// | string | `s` and its first [#MOST_UNITS] UTF-16 units; behind them a longer one's checksum | by UTF-16 units |
/// | piece of a longer string | `c` and so many units, from each half of that many on | |
/// | boolean, UUID | `b`, `u` and its text | |
/// | word of the only string at the path | `w` and the word in lower case | |
/// | that there are several strings | `m` | |
///
/// A path of more than [#MOST_PATH_UNITS] units is written as its checksum.
///
/// @param words of the payload
/// @param strings where a path has several strings, for each of them the words `w`: a document of its own, as all words
///     of a filter must be in one of them
record PayloadTokens(Set<String> words, List<Set<String>> strings) {
    /// Of a string: with its path it must fit into the 32,766 bytes of a Lucene term, at four bytes a unit.
    static final int MOST_UNITS = 7000;

    /// The longest part of a string that is surely whole in one of the pieces.
    static final int MOST_PART_UNITS = MOST_UNITS / 2;

    private static final int MOST_PATH_UNITS = 100;
    private static final int MOST_WORD_UNITS = 200;

    /// Ends a path. A zero within one is written as two ones, and a one as one and two.
    private static final char END = '\u0000';

    private static final int BEYOND_TEXT = 0x20000;

    static PayloadTokens of(Payload payload) {
        Collector collector = new Collector();
        payload.forEachPath(collector::take);
        return collector.tokens();
    }

    private static final class Collector {
        private final Set<String> words = new HashSet<>();
        private final Map<String, List<String>> stringsByPath = new LinkedHashMap<>();

        void take(String path, Object value) {
            String place = path(path);
            words.add(place + 'p');
            switch (value) {
                case Payload nested -> {}
                case List<?> elements -> elements.forEach(element -> scalar(place, element));
                default -> scalar(place, value);
            }
        }

        private void scalar(String place, Object value) {
            words.add(place + word(value));
            if (value instanceof String text) {
                stringsByPath.computeIfAbsent(place, none -> new ArrayList<>()).add(text);
                for (int from = 0; text.length() > MOST_UNITS && from < text.length(); from += MOST_PART_UNITS) {
                    String piece = text.substring(from, Math.min(text.length(), from + MOST_UNITS));
                    words.add(place + 'c' + OrderedText.encode(piece));
                }
            }
        }

        PayloadTokens tokens() {
            List<Set<String>> strings = new ArrayList<>();
            stringsByPath.forEach((place, texts) -> {
                if (texts.size() == 1) {
                    words.addAll(wordsOf(place, texts.getFirst()));
                } else {
                    words.add(place + 'm');
                    texts.forEach(text -> strings.add(wordsOf(place, text)));
                }
            });
            return new PayloadTokens(words, strings);
        }
    }

    /// A path and the zero after it, as words begin.
    static String path(String path) {
        if (path.length() > MOST_PATH_UNITS) {
            return "#" + checksum(path) + END;
        }
        return "." + OrderedText.encode(path.replace("\u0001", "\u0001\u0002").replace("\u0000", "\u0001\u0001")) + END;
    }

    /// The word of a single value, after its path.
    static String word(Object value) {
        return switch (value) {
            case Long whole -> number(whole);
            case Double number -> number(number, 0);
            case Instant instant -> instant(instant);
            case String text -> "s" + cut(text, MOST_UNITS);
            case Boolean truth -> "b" + truth;
            case UUID uuid -> "u" + uuid;
            default -> throw new IllegalArgumentException("a payload keeps no " + value.getClass());
        };
    }

    /// The words `w` of a text.
    static Set<String> wordsOf(String place, String text) {
        Set<String> found = new HashSet<>();
        for (String word : TextWords.of(text)) {
            found.add(place + 'w' + cut(word, MOST_WORD_UNITS));
        }
        return found;
    }

    /// A text's first units, with its checksum after them if that is not all. The digits of the checksum are written
    /// beyond all that [OrderedText] writes, so that no part of a text is found in them.
    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return OrderedText.encode(text);
        }
        StringBuilder word = new StringBuilder(OrderedText.encode(text.substring(0, most)));
        checksum(text).chars().forEach(digit -> word.appendCodePoint(BEYOND_TEXT + digit));
        return word.toString();
    }

    private static String number(long whole) {
        double nearest = whole;
        // The cast back saturates, so 2⁶³ has to be told from the largest long by hand.
        boolean above = nearest == 0x1p63 || (long) nearest > whole;
        double floor = above ? Math.nextDown(nearest) : nearest;
        return number(floor, (int) (whole - (long) floor));
    }

    private static String number(double floor, int missing) {
        // Adding zero makes -0.0 the other zero.
        long bits = Double.doubleToLongBits(floor + 0.0);
        long sortable = bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE);
        return "n" + HexFormat.of().toHexDigits(sortable) + HexFormat.of().toHexDigits((short) missing);
    }

    private static String instant(Instant instant) {
        long second = instant.getEpochSecond() - Instant.MIN.getEpochSecond();
        return String.format(Locale.ROOT, "i%017d%09d", second, instant.getNano());
    }

    static String checksum(String text) {
        try {
            // Encoded first, as UTF-8 would make all lone surrogates one.
            byte[] bytes = OrderedText.encode(text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
