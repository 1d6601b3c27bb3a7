package dev.vicino.cli;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.dataset.DigitImage;
import dev.vicino.dataset.DigitImageException;
import dev.vicino.dataset.Mnist;
import dev.vicino.explorer.Embedder;
import dev.vicino.explorer.Instruments;
import dev.vicino.vae.VaeModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Gives the explorer what it needs for collections of digits: embedder, decoder and pictures, by the fingerprint
/// that a collection keeps of its embedder. Other collections get none.
final class ExploredDigits {
    private final Terminal terminal;
    private final MnistOption option;
    private final Path store;
    private final List<DigitEmbedder> embedders = new ArrayList<>();
    private Optional<Mnist> mnist = Optional.empty();
    private boolean looked;

    ExploredDigits(Terminal terminal, MnistOption option, Path store) throws IOException {
        this.terminal = terminal;
        this.option = option;
        this.store = store;
        embedders.add(new DigitEmbedder.Pixels());
        for (Path folder : List.of(Assets.models(), Assets.trained().resolve("models"))) {
            for (Embedding embedding : Embedding.values()) {
                Path file = folder.resolve(embedding.symbol() + ".zip");
                if (Files.exists(file)) {
                    embedders.add(new DigitEmbedder.Latent(VaeModel.load(file)));
                }
            }
        }
    }

    Instruments instruments(CollectionSpec spec) {
        Optional<DigitEmbedder> made = embedders.stream()
                .filter(embedder -> Objects.equals(embedder.fingerprint(), spec.embedder())
                        && embedder.dimension() == spec.dimension())
                .findFirst();
        if (made.isEmpty()) {
            return Instruments.none("./vicino info --store " + store);
        }
        DigitEmbedder embedder = made.get();
        DigitPictures pictures = new DigitPictures(mnist(), embedder);
        return new Instruments(
                new Drawn(embedder),
                embedder::picture,
                (Item item) -> Optional.of(pictures.of(item.id(), item::vector)),
                command(spec));
    }

    private synchronized Optional<Mnist> mnist() {
        if (!looked) {
            mnist = option.find(terminal, "pictures are the decoder's reconstructions.");
            looked = true;
        }
        return mnist;
    }

    private String command(CollectionSpec spec) {
        return Arrays.stream(Embedding.values())
                .filter(embedding -> embedding.collectionName().equals(spec.name()))
                .map(embedding -> "./vicino query --test 42 --embedding " + embedding.symbol() + " --store " + store)
                .findFirst()
                .orElse("./vicino info --store " + store);
    }

    /// Pictures that people draw, or have.
    private record Drawn(DigitEmbedder embedder) implements Embedder {
        @Override
        public float[] embed(float[] pixels) {
            return embedder.embed(pixels);
        }

        @Override
        public float[] read(byte[] file) {
            try {
                return DigitImage.read(file, "the picture");
            } catch (DigitImageException unusable) {
                throw new IllegalArgumentException(unusable.getMessage(), unusable);
            }
        }
    }
}
