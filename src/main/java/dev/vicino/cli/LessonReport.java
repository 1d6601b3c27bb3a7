package dev.vicino.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the lesson came to, as `lesson --json` prints it.
///
/// @param dataset that was used
/// @param training the epochs that were trained live; empty without the training images
/// @param model the lesson went on with
/// @param digits the three that are compared
/// @param comparisons of each pair of them under each metric
/// @param neighbours of each of them under each metric, exact beside approximate
/// @param sentences each pair of them
/// @param pictures files that were drawn
record LessonReport(
        Dataset dataset,
        List<Epoch> training,
        Model model,
        List<Digit> digits,
        List<Comparison> comparisons,
        List<Neighbours> neighbours,
        List<SentencesCommand.Pair> sentences,
        List<String> pictures) {
    /// @param folder of the MNIST files; null if they are not at hand
    /// @param images `originals`, or `reconstructions` by the decoder
    /// @param train training images at hand
    /// @param test test images, at least as embeddings
    record Dataset(@Nullable String folder, String images, int train, int test) {}

    /// @param loss on the training images, nats an image
    /// @param validationLoss on the 10,000 test images, nats an image
    record Epoch(int epoch, double loss, double validationLoss, double millisPerStep) {}

    /// @param source `shipped` or `trained` just now
    /// @param epochs it was trained for
    record Model(
            String name,
            String source,
            String fingerprint,
            int epochs,
            String sampling,
            double loss,
            double validationLoss) {}

    /// @param embedding latent mean
    record Digit(String id, int label, float[] embedding) {}

    /// @param value written out
    /// @param library by ND4J's own calls
    record Comparison(String first, String second, String metric, double value, double library) {}

    /// @param exact ids of the nearest, nearest first
    /// @param approximate ids that the graph found
    record Neighbours(String id, String metric, List<String> exact, List<String> approximate, double recall) {}
}
