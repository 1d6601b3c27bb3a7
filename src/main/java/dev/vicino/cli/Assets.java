package dev.vicino.cli;

import java.nio.file.Path;

/// Where the files that Vicino ships lie. The launcher says where home is; without it, home is the current folder.
final class Assets {
    private Assets() {}

    /// Trained models: `vae2.zip`, `vae32.zip`, each with a model card `.json` beside it.
    static Path models() {
        return data().resolve("models");
    }

    /// The embeddings of the 10,000 MNIST test images under the shipped models, and their labels, as IDX files.
    static Path embeddings() {
        return data().resolve("embeddings");
    }

    /// The lesson's three sentences.
    static Path sentences() {
        return data().resolve("sentences.json");
    }

    /// The MNIST files, where they have been fetched.
    static Path mnist() {
        return data().resolve("mnist");
    }

    /// Where `vicino train` writes unless told otherwise.
    static Path trained() {
        return data().resolve("trained");
    }

    /// Where the pictures of the lesson go unless told otherwise.
    static Path lessonPictures() {
        return home().resolve("target").resolve("lesson");
    }

    private static Path data() {
        return home().resolve("data");
    }

    /// Empty where it is the working directory: paths that are printed are the shorter for it.
    private static Path home() {
        Path here = Path.of("");
        Path home = Path.of(System.getProperty("vicino.home", ""));
        return home.equals(here.toAbsolutePath()) ? here : home;
    }
}
