package dev.vicino.dataset;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// The MNIST files, for tests that need the real ones: in the folder that `VICINO_MNIST` names, or in `data/mnist`.
public final class MnistAtHand {
    private MnistAtHand() {}

    /// The dataset; where it is not at hand, the test that asks is skipped and says why.
    public static Mnist orSkip() {
        String named = System.getenv("VICINO_MNIST");
        Path folder = named == null ? Path.of("data", "mnist") : Path.of(named);
        Assumptions.assumeTrue(
                Mnist.missingFrom(folder).isEmpty(),
                "the MNIST files are not in " + folder + "; set VICINO_MNIST to the folder that holds them");
        try {
            return Mnist.in(folder);
        } catch (FileNotFoundException gone) {
            throw new AssertionError("the MNIST files were there a moment ago", gone);
        }
    }
}
