package dev.vicino.explorer;

import dev.vicino.explorer.plane.Layout;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How vectors come to lie on a map.
enum MapKind {
    /// As they are, of two dimensions.
    DIRECT,
    /// Along the two directions of most variance.
    PCA,
    /// Neighbours stay neighbours.
    UMAP;

    /// The name in the API.
    String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    Layout layout() {
        return switch (this) {
            case DIRECT -> new Layout.Direct();
            case PCA -> new Layout.Principal();
            case UMAP -> Layout.Umap.DEFAULT;
        };
    }

    /// Reads one from its [#symbol].
    ///
    /// @throws Refusal if it is none, naming those that there are
    static MapKind parse(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.symbol().equals(text))
                .findFirst()
                .orElseThrow(() -> Refusal.badRequest("'projection' is '" + text + "'; expected one of "
                        + Arrays.stream(values()).map(MapKind::symbol).collect(Collectors.joining(", "))));
    }
}
