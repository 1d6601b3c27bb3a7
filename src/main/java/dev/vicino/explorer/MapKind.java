package dev.vicino.explorer;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How vectors come to lie on a plane.
enum MapKind {
    /// A vector's own components: of two dimensions, or of one, which then lies on the x axis.
    DIRECT;

    String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    static MapKind parse(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.symbol().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("'projection' is '" + text + "'; expected one of "
                        + Arrays.stream(values()).map(MapKind::symbol).collect(Collectors.joining(", "))));
    }
}
