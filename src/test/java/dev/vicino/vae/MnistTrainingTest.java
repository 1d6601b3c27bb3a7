package dev.vicino.vae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@EnabledIfEnvironmentVariable(
        named = "VICINO_MNIST",
        matches = ".+",
        disabledReason = "VICINO_MNIST names no folder with the MNIST files")
class MnistTrainingTest {
    @Test
    void one_epoch_on_mnist_comes_where_the_lesson_stands_after_one() throws Exception {
        float[] train = images("train-images-idx3-ubyte.gz");
        float[] test = images("t10k-images-idx3-ubyte.gz");
        TrainingOptions options =
                TrainingOptions.lesson().withEpochs(1).withLearningRate(1e-3, LearningRateSchedule.CONSTANT);
        EpochReport report =
                new VaeTrainer(options).train(train, test).reports().getFirst();
        // The lesson's log has 196.4 and 172.4; a set that is read wrongly, or a wrong step, lies far outside.
        assertThat(report.loss()).isBetween(180.0, 210.0);
        assertThat(report.validationLoss()).isBetween(160.0, 180.0);
    }

    private static float[] images(String name) throws IOException {
        Path file = Path.of(Objects.requireNonNull(System.getenv("VICINO_MNIST")), name);
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))))) {
            in.skipNBytes(16);
            byte[] bytes = in.readAllBytes();
            float[] pixels = new float[bytes.length];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (bytes[i] & 0xff) / 255f;
            }
            return pixels;
        }
    }
}
