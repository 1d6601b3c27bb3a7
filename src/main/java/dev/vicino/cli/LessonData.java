package dev.vicino.cli;

import dev.vicino.dataset.Digits;
import dev.vicino.dataset.Mnist;
import dev.vicino.plot.TerminalImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lesson's data: MNIST as it is loaded, and as the model embeds it.
///
/// @param speech takes the text
/// @param mnist if it is at hand
/// @param pictures takes the pictures
record LessonData(Terminal speech, Optional<Mnist> mnist, LessonPictures pictures) {
    private static final int TEST_IMAGES = 10_000;
    private static final int RECONSTRUCTED = 10;

    /// A zero, to show where the training images, and the lesson's own zero among them, are not at hand.
    private static final int EXAMPLE = 3;

    /// Loads, scales and flattens the images, and shows the lesson's example.
    void load() throws IOException {
        speech.heading("1. The data");
        if (mnist.isEmpty()) {
            speech.say("The %,d test images are here as embeddings only, (%d, 2).".formatted(TEST_IMAGES, TEST_IMAGES));
            return;
        }
        Digits train = mnist.get().train();
        Digits test = mnist.get().test();
        speech.say("images     train (%d, 28, 28)   test (%d, 28, 28)   scaled to [0, 1]"
                .formatted(train.count(), test.count()));
        speech.say("flattened  train (%d, %d)      test (%d, %d)"
                .formatted(
                        train.count(),
                        train.flat().length / train.count(),
                        test.count(),
                        test.flat().length / test.count()));
        speech.say("Training image 1, a %d:".formatted(train.label(1)));
        speech.say(TerminalImage.render(train.image(1), true));
        pictures.example(train.image(1));
    }

    /// Plots the embeddings of the test images, and what the decoder makes of some of them.
    void embed(LessonModel model, TestSet testSet, DigitPictures images) {
        speech.heading("4. The embeddings");
        pictures.latentSpace(testSet, model.report().fingerprint());
        pictures.manifold(model.embedder());
        List<float[]> originals = new ArrayList<>();
        List<float[]> reconstructions = new ArrayList<>();
        for (int n = 0; n < RECONSTRUCTED; n++) {
            float[] vector = testSet.vectors()[n];
            originals.add(images.of("test/" + n, () -> vector));
            reconstructions.add(model.embedder().picture(vector));
        }
        if (mnist.isPresent()) {
            pictures.reconstructions(originals, reconstructions);
        } else {
            speech.say("Test image %d, a %d, as the decoder reconstructs it:"
                    .formatted(EXAMPLE, testSet.labels()[EXAMPLE]));
            speech.say(TerminalImage.render(reconstructions.get(EXAMPLE), true));
            pictures.example(reconstructions.get(EXAMPLE));
        }
        speech.say("%,d test images, embedded in %d dimensions (the mean of q(z|x)); digits of a kind lie together:"
                .formatted(testSet.labels().length, model.embedder().dimension()));
        speech.say("see latent-space.png, and manifold.png for what the decoder paints between them.");
    }

    /// What was used, for the report.
    LessonReport.Dataset report() throws IOException {
        if (mnist.isEmpty()) {
            return new LessonReport.Dataset(null, "reconstructions", 0, TEST_IMAGES);
        }
        return new LessonReport.Dataset(
                mnist.get().folder().toString(),
                "originals",
                mnist.get().train().count(),
                mnist.get().test().count());
    }
}
