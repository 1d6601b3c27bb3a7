package dev.vicino.cli;

import dev.vicino.VectorCollection;
import dev.vicino.dataset.Digits;
import dev.vicino.dataset.Mnist;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/// What stored digits look like: the original images where MNIST is at hand, else what the embedder makes of their
/// vectors.
///
/// @param mnist the originals, if they are at hand
/// @param embedder that draws the others
record DigitPictures(Optional<Mnist> mnist, DigitEmbedder embedder) {
    static final String FALLBACK = "the shipped embeddings are used, and pictures are the decoder's reconstructions.";

    /// What to write under a picture made of these; empty for originals.
    String footnote() {
        if (mnist.isPresent()) {
            return "";
        }
        return embedder instanceof DigitEmbedder.Pixels
                ? "pictures are the stored vectors"
                : "pictures are the decoder's reconstructions, as the MNIST images are not at hand";
    }

    /// The picture of a stored item: 784 values in [0, 1].
    ///
    /// @param id such as `test/42`
    float[] of(String id, VectorCollection collection) {
        return of(
                id,
                () -> collection
                        .get(id)
                        .orElseThrow(() -> CommandFailure.onTheWay("the store lost '" + id + "' while it was read"))
                        .vector());
    }

    /// The picture of a digit: 784 values in [0, 1].
    ///
    /// @param id such as `test/42`
    /// @param vector of it, asked for if the original is not at hand
    float[] of(String id, Supplier<float[]> vector) {
        return original(id).orElseGet(() -> embedder.picture(vector.get()));
    }

    private Optional<float[]> original(String id) {
        if (mnist.isEmpty() || !id.matches("(test|train)/\\d{1,9}")) {
            return Optional.empty();
        }
        int n = Integer.parseInt(id.substring(id.indexOf('/') + 1));
        try {
            Digits digits =
                    id.startsWith("test") ? mnist.get().test() : mnist.get().train();
            return n < digits.count() ? Optional.of(digits.image(n)) : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable.getMessage(), unreadable);
        }
    }
}
