package dev.vicino.cli;

import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.vae.VaeModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How digits become vectors.
final class EmbeddingOption {
    @Option(
            names = "--embedding",
            paramLabel = "NAME",
            defaultValue = "vae32",
            description = "vae32 (latent mean of the retrieval model), vae2 (of the lesson's) or pixels"
                    + " (default: ${DEFAULT-VALUE}).")
    private Embedding embedding = Embedding.VAE32;

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description =
                    "The folder of trained models, such as data/trained/models (default: those that are shipped).")
    private @Nullable Path models;

    Embedding embedding() {
        return embedding;
    }

    /// The embedder, its model read from the models' folder.
    DigitEmbedder embedder() {
        return embedder(embedding, models == null ? Assets.models() : models);
    }

    private static DigitEmbedder embedder(Embedding embedding, Path models) {
        return switch (embedding) {
            case PIXELS -> new DigitEmbedder.Pixels();
            case VAE2, VAE32 -> new DigitEmbedder.Latent(model(embedding, models));
        };
    }

    /// Reads a model, or fails saying how to come by it.
    static VaeModel model(Embedding embedding, Path models) {
        Path file = models.resolve(embedding.symbol() + ".zip");
        try {
            return VaeModel.load(file);
        } catch (NoSuchFileException absent) {
            throw CommandFailure.onTheWay(
                    "there is no model " + file + "; 'vicino train --embedding " + embedding.symbol() + "' makes one");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "cannot read the model " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /// Whether the shipped models are used, so that the shipped embeddings are theirs.
    boolean shipped() {
        return models == null;
    }

    /// The collection of the test set, which must have been indexed with this embedder.
    VectorCollection collection(VectorStore store, DigitEmbedder embedder) {
        String name = embedding.collectionName();
        if (!store.collectionNames().contains(name)) {
            throw CommandFailure.onTheWay("the store holds no collection '" + name + "'; 'vicino index --embedding "
                    + embedding.symbol() + "' makes it");
        }
        VectorCollection collection = store.collection(name);
        String indexed = collection.spec().embedder();
        if (!Objects.equals(indexed, embedder.fingerprint())) {
            throw CommandFailure.onTheWay(
                    "collection '" + name + "' was indexed with " + indexed + ", but the model is "
                            + embedder.fingerprint() + "; 'vicino index --embedding " + embedding.symbol()
                            + " --replace' indexes it anew");
        }
        return collection;
    }
}
