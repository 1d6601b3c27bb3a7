package dev.vicino.bench;

import dev.vicino.dataset.Digits;
import dev.vicino.dataset.Mnist;
import dev.vicino.vae.VaeModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Base vectors and queries, as files in a folder that every process maps.
///
/// @param name `mnist`, `vae32`, `vae2`, or what [GeneratedVectors] reads: `clustered:128:100000`
/// @param folder holds `base.f32` and `queries.f32`
record BenchData(String name, Path folder, int dimension) {
    /// The test digits before this one have been used for tuning.
    private static final int HELD_OUT = 2_000;

    /// Queries of a generated set: as many as there are held-out digits.
    private static final int GENERATED_QUERIES = 8_000;

    static final List<String> OF_DIGITS = List.of("mnist", "vae32", "vae2");

    /// Writes the files if they are not there.
    ///
    /// @param home of all data sets
    /// @param mnist folder of the MNIST files
    static BenchData prepare(String name, Path home, Path mnist) throws IOException {
        boolean generated = !OF_DIGITS.contains(name);
        int dimension = generated
                ? GeneratedVectors.parse(name).dimension()
                : switch (name) {
                    case "vae32" -> 32;
                    case "vae2" -> 2;
                    default -> Digits.PIXELS;
                };
        BenchData data = new BenchData(name, home.resolve(name.replace(':', '-')), dimension);
        if (!Files.exists(data.file("queries"))) {
            if (generated) {
                data.writeGenerated(GeneratedVectors.parse(name));
            } else {
                data.writeDigits(Mnist.in(mnist));
            }
        }
        return data;
    }

    private void writeGenerated(GeneratedVectors vectors) throws IOException {
        VectorFile.write(file("base"), vectors.stream().limit(vectors.count()));
        VectorFile.write(file("queries"), vectors.stream().skip(vectors.count()).limit(GENERATED_QUERIES));
    }

    private void writeDigits(Mnist mnist) throws IOException {
        VectorFile.write(file("base"), embedded(mnist.train(), 0));
        VectorFile.write(file("queries"), embedded(mnist.test(), HELD_OUT));
    }

    private Stream<float[]> embedded(Digits digits, int from) throws IOException {
        Stream<float[]> vectors = name.equals("mnist")
                ? IntStream.range(0, digits.count()).mapToObj(digits::image)
                : Arrays.stream(VaeModel.load(Path.of("data/models", name + ".zip"))
                        .encodeAll(digits.flat(), digits.count()));
        return vectors.skip(from);
    }

    private Path file(String part) {
        return folder.resolve(part + ".f32");
    }

    VectorFile base() throws IOException {
        return VectorFile.open(file("base"), dimension);
    }

    VectorFile queries() throws IOException {
        return VectorFile.open(file("queries"), dimension);
    }

    /// In which share of the items an item lies: a filter for 10 % lets those below 10 through.
    static int percentile(int ordinal) {
        return (int) (((ordinal * 2654435761L) >>> 7) % 100);
    }
}
