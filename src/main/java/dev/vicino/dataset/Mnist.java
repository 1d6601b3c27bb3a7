package dev.vicino.dataset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// MNIST in a folder: 60,000 training and 10,000 test images of handwritten digits (LeCun et al. 1998). Each split is
/// read when it is first asked for.
public final class Mnist {
    private final Path folder;
    private @Nullable Digits train;
    private @Nullable Digits test;

    private Mnist(Path folder) {
        this.folder = folder;
    }

    /// The dataset in a folder that holds its four files, gzip or not.
    ///
    /// @throws FileNotFoundException listing those that are missing
    public static Mnist in(Path folder) throws FileNotFoundException {
        List<String> missing = missingFrom(folder);
        if (!missing.isEmpty()) {
            throw new FileNotFoundException(folder + " lacks " + String.join(", ", missing));
        }
        return new Mnist(folder);
    }

    /// The names of the files that a folder lacks; none if MNIST is complete there.
    public static List<String> missingFrom(Path folder) {
        List<String> missing = new ArrayList<>();
        for (MnistFile file : MnistFile.values()) {
            if (file.in(folder).isEmpty()) {
                missing.add(file.packedName());
            }
        }
        return missing;
    }

    /// Where the files lie.
    public Path folder() {
        return folder;
    }

    /// The 60,000 training images.
    ///
    /// @throws IdxFormatException if a file is damaged
    public synchronized Digits train() throws IOException {
        if (train == null) {
            train = read("train", MnistFile.TRAIN_IMAGES, MnistFile.TRAIN_LABELS);
        }
        return train;
    }

    /// The 10,000 test images.
    ///
    /// @throws IdxFormatException if a file is damaged
    public synchronized Digits test() throws IOException {
        if (test == null) {
            test = read("test", MnistFile.TEST_IMAGES, MnistFile.TEST_LABELS);
        }
        return test;
    }

    private Digits read(String split, MnistFile imageFile, MnistFile labelFile) throws IOException {
        Path imagePath = require(imageFile);
        Path labelPath = require(labelFile);
        IdxFile.Bytes images = IdxFile.readBytes(imagePath, 3);
        IdxFile.Bytes labels = IdxFile.readBytes(labelPath, 1);
        if (images.shape()[1] != Digits.SIDE || images.shape()[2] != Digits.SIDE) {
            throw new IdxFormatException("%s holds images of %d × %d; expected 28 × 28"
                    .formatted(imagePath, images.shape()[1], images.shape()[2]));
        }
        try {
            return new Digits(split, images.values(), labels.values());
        } catch (IllegalArgumentException mismatch) {
            throw new IdxFormatException(imagePath + " and " + labelPath.getFileName() + ": " + mismatch.getMessage());
        }
    }

    private Path require(MnistFile file) throws FileNotFoundException {
        return file.in(folder).orElseThrow(() -> new FileNotFoundException(folder + " lacks " + file.packedName()));
    }
}
