package dev.vicino;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What type of value a payload field holds.
public enum PayloadType {
    /// A [String].
    STRING,
    /// A whole number of 64 bits.
    LONG,
    /// A number, whole or not; a [Long] passes too.
    DOUBLE,
    BOOLEAN,
    /// A [java.time.Instant].
    INSTANT,
    /// A [java.util.UUID].
    UUID;

    /// The name as the manifest writes it: `string`, `long`, `double`, `boolean`, `instant`, `uuid`.
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Reads a type from its [#symbol], in any case.
    ///
    /// @throws IllegalArgumentException naming the text and the choices
    public static PayloadType parse(String text) {
        return Arrays.stream(values())
                .filter(type -> type.symbol().equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' is no payload type; expected one of "
                        + Arrays.stream(values()).map(PayloadType::symbol).collect(Collectors.joining(", "))));
    }
}
