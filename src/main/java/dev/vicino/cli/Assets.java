package dev.vicino.cli;

import java.nio.file.Path;

/// Where the files that Vicino ships lie. The launcher says where home is; without it, home is the current folder.
final class Assets {
    private Assets() {}

    /// The MNIST files, where they have been fetched.
    static Path mnist() {
        return data().resolve("mnist");
    }

    /// Where `vicino train` writes unless told otherwise.
    static Path trained() {
        return data().resolve("trained");
    }

    private static Path data() {
        return home().resolve("data");
    }

    private static Path home() {
        return Path.of(System.getProperty("vicino.home", ""));
    }
}
