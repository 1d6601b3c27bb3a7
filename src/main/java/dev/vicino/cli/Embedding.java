package dev.vicino.cli;

import dev.vicino.CollectionSpec;
import dev.vicino.Metric;

/// The ways in which a digit's pixels become a vector, each with a collection of its own.
enum Embedding {
    /// The latent mean of the retrieval model.
    VAE32("vae32"),
    /// The latent mean of the lesson's model, which has two dimensions so that it can be plotted.
    VAE2("vae2"),
    /// The 784 pixels themselves, in [0, 1].
    PIXELS("pixels");

    private final String symbol;

    Embedding(String symbol) {
        this.symbol = symbol;
    }

    /// The name on the command line, and of the model's file.
    String symbol() {
        return symbol;
    }

    /// The collection that holds the MNIST test set under this embedding.
    String collectionName() {
        return "mnist-" + symbol;
    }

    /// The spec of that collection: all four metrics of the lesson.
    CollectionSpec spec(DigitEmbedder embedder) {
        return CollectionSpec.of(collectionName(), embedder.dimension())
                .metrics(Metric.values())
                .embedder(embedder.fingerprint());
    }
}
