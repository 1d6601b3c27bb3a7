package dev.vicino.vae;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How a model came about, kept as JSON beside its file so that anyone can train it again and compare.
///
/// Losses are in nats per image, as in [EpochReport].
///
/// @param name of the model, such as `vae2`
/// @param architecture of the network, in words
/// @param fingerprint of the model ([VaeModel#fingerprint])
/// @param options of the training, the seed among them
/// @param loss on the training images in the last epoch
/// @param validationLoss after the last epoch
/// @param losses of all epochs, in order
/// @param evaluation further figures by name, such as the accuracy of a nearest-neighbour vote; may be empty
public record ModelCard(
        String name,
        String architecture,
        String fingerprint,
        TrainingOptions options,
        double loss,
        double validationLoss,
        List<EpochLoss> losses,
        Map<String, Double> evaluation) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// The losses of one epoch.
    ///
    /// @param epoch counted from 1
    /// @param loss on the training images
    /// @param validationLoss after the epoch
    public record EpochLoss(int epoch, double loss, double validationLoss) {}

    public ModelCard {
        losses = List.copyOf(losses);
        evaluation = Map.copyOf(evaluation);
    }

    /// The figures by name, in the order of their names.
    @Override
    public Map<String, Double> evaluation() {
        return new TreeMap<>(evaluation);
    }

    static ModelCard of(String name, TrainedVae trained) {
        EpochReport last = trained.reports().getLast();
        int latentDimension = trained.options().latentDimension();
        return new ModelCard(
                name,
                "784-256-128-" + latentDimension + "-128-256-784, relu, Gaussian latent, Bernoulli pixels",
                trained.model().fingerprint(),
                trained.options(),
                last.loss(),
                last.validationLoss(),
                trained.reports().stream()
                        .map(report -> new EpochLoss(report.epoch(), report.loss(), report.validationLoss()))
                        .toList(),
                Map.of());
    }

    /// This card with one more figure.
    public ModelCard withEvaluation(String figure, double value) {
        Map<String, Double> figures = evaluation();
        figures.put(figure, value);
        return new ModelCard(name, architecture, fingerprint, options, loss, validationLoss, losses, figures);
    }

    /// Writes the card as JSON, replacing an older one as a whole.
    public void write(Path file) throws IOException {
        AtomicFile.write(file, out -> {
            out.write(JSON.writeValueAsBytes(this));
            out.write('\n');
        });
    }

    /// Reads a card.
    ///
    /// @throws CorruptModelException if the file holds no card
    /// @throws IOException if it cannot be read
    public static ModelCard read(Path file) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file), ModelCard.class);
        } catch (JacksonException e) {
            throw new CorruptModelException(file + " is no model card: " + e.getOriginalMessage(), e);
        }
    }
}
