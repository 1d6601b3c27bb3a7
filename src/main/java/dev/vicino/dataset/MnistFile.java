package dev.vicino.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The four files of MNIST, and what their uncompressed content sums up to.
enum MnistFile {
    TRAIN_IMAGES("train-images", 3, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
    TRAIN_LABELS("train-labels", 1, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
    TEST_IMAGES("t10k-images", 3, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
    TEST_LABELS("t10k-labels", 1, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");

    private final String stem;
    private final int rank;
    private final String sha256;

    MnistFile(String stem, int rank, String sha256) {
        this.stem = stem;
        this.rank = rank;
        this.sha256 = sha256;
    }

    /// The name as the mirrors have it: `train-images-idx3-ubyte.gz`.
    String packedName() {
        return stem + "-idx" + rank + "-ubyte.gz";
    }

    /// SHA-256 of the uncompressed content, in hexadecimal.
    String sha256() {
        return sha256;
    }

    /// This file in a folder, packed or not, under either of the spellings that are about.
    Optional<Path> in(Path folder) {
        String hyphens = stem + "-idx" + rank + "-ubyte";
        String dots = stem + ".idx" + rank + "-ubyte";
        return List.of(hyphens + ".gz", hyphens, dots + ".gz", dots).stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
