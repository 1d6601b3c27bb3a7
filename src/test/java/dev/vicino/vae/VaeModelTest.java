package dev.vicino.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.layers.variational.VariationalAutoencoder;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class VaeModelTest {
    private static final int IMAGES = 150;
    private static final float[] IMAGE_DATA = SyntheticImages.of(IMAGES, 1);

    @TempDir
    Path folder;

    @Test
    void a_saved_model_comes_back_as_it_was() throws Exception {
        VaeModel model = Networks.model(32, 2);
        Path file = folder.resolve("models/vae32.zip");
        model.save(file);
        VaeModel loaded = VaeModel.load(file);
        assertThat(loaded.latentDimension()).isEqualTo(32);
        assertThat(loaded.parameters()).isEqualTo(model.parameters());
        assertThat(loaded.fingerprint()).isEqualTo(model.fingerprint());
    }

    @Test
    void saving_replaces_the_file_and_leaves_nothing_beside_it() throws Exception {
        Path file = folder.resolve("vae.zip");
        Networks.model(2, 1).save(file);
        VaeModel second = Networks.model(3, 2);
        second.save(file);
        assertThat(VaeModel.load(file).fingerprint()).isEqualTo(second.fingerprint());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void dl4j_loads_the_file_and_embeds_alike() throws Exception {
        VaeModel model = Networks.model(4, 3);
        Path file = folder.resolve("vae.zip");
        model.save(file);
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(file.toFile());
        float[] theirs = network.output(Nd4j.createFromArray(IMAGE_DATA).reshape('c', IMAGES, VaeModel.PIXELS))
                .dup('c')
                .data()
                .asFloat();
        float[][] ours = model.encodeAll(IMAGE_DATA, IMAGES);
        for (int i = 0; i < theirs.length; i++) {
            assertThat(ours[i / 4][i % 4]).isCloseTo(theirs[i], within(1e-5f));
        }
    }

    @Test
    void dl4j_reconstructs_alike() {
        VaeModel model = Networks.model(3, 4);
        float[] embedding = {0.3f, -1.2f, 2};
        VariationalAutoencoder layer = (VariationalAutoencoder)
                Dl4jNetwork.of(new ParameterLayout(3), model.parameters()).getLayer(0);
        float[] theirs = layer.generateAtMeanGivenZ(Nd4j.createFromArray(new float[][] {embedding}))
                .data()
                .asFloat();
        assertThat(model.decode(embedding)).containsExactly(theirs, within(1e-5f));
    }

    @Test
    void an_image_embeds_alike_alone_and_among_others() {
        VaeModel model = Networks.model(16, 5);
        float[][] together = model.encodeAll(IMAGE_DATA, IMAGES);
        for (int i = 0; i < IMAGES; i++) {
            assertThat(model.encode(image(i))).isEqualTo(together[i]);
        }
    }

    @Test
    void many_threads_share_a_model() {
        VaeModel model = Networks.model(16, 6);
        float[][] expected = model.encodeAll(IMAGE_DATA, IMAGES);
        List<Integer> wrong = IntStream.range(0, 20 * IMAGES)
                .parallel()
                .filter(i -> !Arrays.equals(model.encode(image(i % IMAGES)), expected[i % IMAGES]))
                .boxed()
                .toList();
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_reconstruction_is_784_probabilities() {
        float[] image = Networks.model(2, 7).decode(new float[] {50, -50});
        assertThat(image).hasSize(784);
        for (float pixel : image) {
            assertThat(pixel).isBetween(0f, 1f);
        }
    }

    @Test
    void the_fingerprint_tells_models_apart_and_names_the_dimension() {
        assertThat(Networks.model(32, 8).fingerprint())
                .matches("vae-z32-[0-9a-f]{12}")
                .isEqualTo(Networks.model(32, 8).fingerprint())
                .isNotEqualTo(Networks.model(32, 9).fingerprint());
    }

    @Test
    void arrays_of_a_wrong_length_are_refused_with_both_lengths() {
        VaeModel model = Networks.model(2, 1);
        assertThatThrownBy(() -> model.encode(new float[783]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("783")
                .hasMessageContaining("784");
        assertThatThrownBy(() -> model.decode(new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an embedding of 3 floats; expected 2");
        assertThatThrownBy(() -> model.encodeAll(new float[784], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 images hold 784 floats");
    }

    @Test
    void a_missing_file_is_named() {
        Path missing = folder.resolve("missing.zip");
        assertThatThrownBy(() -> VaeModel.load(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void a_truncated_or_altered_file_is_refused() throws Exception {
        Path file = folder.resolve("vae.zip");
        Networks.model(2, 1).save(file);
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 100, bytes.length / 2}) {
            assertCorrupt(Arrays.copyOf(bytes, length));
        }
        byte[] altered = bytes.clone();
        altered[bytes.length / 2] ^= 1;
        assertCorrupt(altered);
    }

    @Test
    void a_file_that_is_no_zip_is_refused() throws Exception {
        assertCorrupt("not a zip at all".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void another_network_is_refused_with_the_difference() throws Exception {
        MultiLayerNetwork other = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder().nIn(784).nOut(2).build())
                .build());
        other.init();
        Path file = folder.resolve("dense.zip");
        ModelSerializer.writeModel(other, file.toFile(), false);
        assertThatThrownBy(() -> VaeModel.load(file))
                .isInstanceOf(CorruptModelException.class)
                .hasMessage(file + " is another network: its layer is DenseLayer; expected VariationalAutoencoder");
    }

    @Test
    void a_configuration_that_is_no_json_is_refused() throws Exception {
        Path file = folder.resolve("broken.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("configuration.json"));
            zip.write('{');
        }
        assertThatThrownBy(() -> VaeModel.load(file))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining(file + " has a damaged configuration");
    }

    private void assertCorrupt(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("corrupt.zip"), content);
        assertThatThrownBy(() -> VaeModel.load(file))
                .isInstanceOf(CorruptModelException.class)
                .hasMessageContaining(file.toString());
    }

    private static float[] image(int index) {
        return Arrays.copyOfRange(IMAGE_DATA, index * VaeModel.PIXELS, (index + 1) * VaeModel.PIXELS);
    }
}
