package dev.vicino.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {
    @TempDir
    Path folder;

    @Test
    void a_card_tells_of_its_training_and_comes_back_as_it_was() throws Exception {
        TrainedVae trained = new VaeTrainer(
                        TrainingOptions.retrieval().withEpochs(2).withBatchSize(10))
                .train(SyntheticImages.of(20, 1), SyntheticImages.of(10, 2));
        ModelCard card = trained.card("vae32").withEvaluation("knn10 accuracy", 0.98);
        Path file = folder.resolve("vae32.json");
        card.write(file);

        assertThat(ModelCard.read(file)).isEqualTo(card);
        assertThat(card.fingerprint()).isEqualTo(trained.model().fingerprint());
        assertThat(card.losses()).extracting(ModelCard.EpochLoss::epoch).containsExactly(1, 2);
        assertThat(card.validationLoss()).isEqualTo(trained.reports().getLast().validationLoss());
        assertThat(Files.readString(file))
                .contains("\"name\" : \"vae32\"", "\"seed\" : 42", "\"knn10 accuracy\" : 0.98", "784-256-128-");
    }

    @Test
    void a_file_that_is_no_card_is_refused_by_name() throws Exception {
        Path file = Files.writeString(folder.resolve("card.json"), "{\"name\": 3, ");
        assertThatThrownBy(() -> ModelCard.read(file))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining(file + " is no model card");
    }

    @Test
    void a_card_that_lacks_its_losses_is_refused() throws Exception {
        Path file = Files.writeString(folder.resolve("card.json"), "{\"name\": \"vae2\"}");
        assertThatThrownBy(() -> ModelCard.read(file))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining(file.toString());
    }
}
