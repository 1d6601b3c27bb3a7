package dev.vicino.explorer;

import dev.vicino.Item;
import java.util.Optional;

/// Knows what items look like.
@FunctionalInterface
public interface Pictures {
    /// Pixels along each side of a picture.
    int SIDE = 28;

    /// Pixels of a picture.
    int PIXELS = SIDE * SIDE;

    /// The picture of an item: [#PIXELS] values in [0, 1], row-major, 0 the background and 1 the ink. None if it has
    /// none.
    Optional<float[]> of(Item item);
}
