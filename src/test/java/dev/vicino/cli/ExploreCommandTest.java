package dev.vicino.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `vicino explore`, with digits and their models.
class ExploreCommandTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void a_store_that_is_not_there_is_told_with_the_command_that_makes_one() {
        Shell.Outcome outcome =
                Shell.run("explore", "--store", folder.resolve("none").toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("there is no store at").contains("'vicino index' makes one");
    }

    @Test
    void an_empty_store_is_told_with_the_command_that_fills_it() {
        Shell.Outcome outcome = Shell.run("explore", "--store", folder.toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("holds no collection yet").contains("vicino index");
    }

    @Test
    void wrong_options_are_refused_before_anything_is_served() {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            store.create(CollectionSpec.of("things", 3));
        }
        String store = folder.toString();
        Shell.Outcome collection = Shell.run("explore", "--store", store, "--collection", "thongs");
        assertThat(collection.exitCode()).isEqualTo(2);
        assertThat(collection.err()).contains("'thongs'", "things");
        Shell.Outcome token = Shell.run("explore", "--store", store, "--token", "easy");
        assertThat(token.exitCode()).isEqualTo(2);
        assertThat(token.err()).contains("16 or more");
        Shell.Outcome port = Shell.run("explore", "--store", store, "--port", "70000");
        assertThat(port.exitCode()).isEqualTo(2);
        assertThat(port.err()).contains("70000");
    }

    @Test
    void digits_are_served_with_their_models_until_the_process_is_told_to_end() throws Exception {
        Path errors = folder.resolve("errors");
        Path store = indexed();
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "explore",
                        "--store",
                        store.toString(),
                        "--no-open",
                        "--collection",
                        "mnist-vae2",
                        "--offline"))
                .redirectError(errors.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            assertThat(line).as(Files.readString(errors)).matches(".* http://127\\.0\\.0\\.1:\\d+/#/mnist-vae2");
            asksDigits(URI.create(line.substring(line.indexOf("http"), line.indexOf('#'))));
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 15);
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(errors)).contains("Stopped.").doesNotContain("Exception", "\tat ");
    }

    private Path indexed() throws IOException {
        Path store = folder.resolve("store");
        TestSet testSet = TestSet.read(Embedding.VAE2, Assets.embeddings());
        TestSet few = new TestSet(Arrays.copyOf(testSet.vectors(), 500), Arrays.copyOf(testSet.labels(), 500));
        DigitEmbedder embedder = new DigitEmbedder.Latent(EmbeddingOption.model(Embedding.VAE2, Assets.models()));
        try (VectorStore opened = LuceneVectorStore.open(store)) {
            IndexCommand.fill(Terminal.ofProcess().silent(), opened, Embedding.VAE2.spec(embedder), few);
        }
        return store;
    }

    private static void asksDigits(URI server) throws Exception {
        String digits = "/api/v1/collections/mnist-vae2";
        JsonNode one = json(HttpRequest.newBuilder(server.resolve(digits)).build());
        assertThat(one.get("embeds").booleanValue()).isTrue();
        HttpRequest seven = HttpRequest.newBuilder(server.resolve(digits + "/embed"))
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofFile(Path.of("examples/seven.png")))
                .build();
        JsonNode embedded = json(seven);
        assertThat(embedded.get("vector")).hasSize(2);
        assertThat(Base64.getDecoder().decode(embedded.get("pixels").stringValue()))
                .hasSize(784);
        HttpRequest blank = HttpRequest.newBuilder(server.resolve(digits + "/embed"))
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofString("no picture"))
                .build();
        HttpResponse<String> refused = HTTP.send(blank, BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("the picture is of no known image format");
        HttpRequest decode = HttpRequest.newBuilder(server.resolve(digits + "/decode"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"vectors\": [" + embedded.get("vector") + "]}"))
                .build();
        assertThat(json(decode).get("pictures")).hasSize(1);
        HttpRequest picture = HttpRequest.newBuilder(server.resolve(digits + "/pictures/test%2F42"))
                .build();
        assertThat(HTTP.send(picture, BodyHandlers.ofByteArray()).statusCode()).isEqualTo(200);
        HttpRequest filter = HttpRequest.newBuilder(server.resolve(digits + "/filter"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"filter\": \"label = 7\"}"))
                .build();
        assertThat(json(filter).get("commandLine").stringValue())
                .startsWith("./vicino query --test 42 --embedding vae2 --store ")
                .endsWith("--where \"label = 7\"");
    }

    private static JsonNode json(HttpRequest request) throws Exception {
        HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
        JsonNode json = JsonMapper.shared().readTree(response.body());
        assertThat(response.statusCode()).as(json.toString()).isEqualTo(200);
        return json;
    }
}
