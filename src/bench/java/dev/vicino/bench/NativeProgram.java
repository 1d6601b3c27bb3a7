package dev.vicino.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A contestant in C++: a program of `src/bench/cpp`, which speaks as [Worker] does, compiled for this machine.
final class NativeProgram {
    private static final Path SOURCES = Path.of("src/bench/cpp");

    /// Sums may be taken in any order, or the compiler would not make SIMD code of usearch's loops.
    private static final List<String> COMPILER =
            List.of("c++", "-std=c++17", "-O3", "-march=native", "-ffast-math", "-fopenmp-simd", "-pthread");

    private NativeProgram() {}

    static Path file(Contestant engine, Path folder) {
        return folder.resolve(engine.symbol() + "-worker");
    }

    /// Compiles it, if the compiler is there and finds the engine's headers: where the system has them, or in what
    /// `CPLUS_INCLUDE_PATH` lists.
    ///
    /// @return whether there is a program now
    static boolean compile(Contestant engine, Path folder) throws IOException {
        Path log = folder.resolve(engine.symbol() + "-worker.log");
        List<String> command = new ArrayList<>(COMPILER);
        command.addAll(List.of(
                SOURCES.resolve(engine.symbol() + ".cpp").toString(),
                "-o",
                file(engine, folder).toString()));
        try {
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                Bench.say("%s takes no part: %s".formatted(engine.symbol(), firstError(log)));
            }
            return code == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException noCompiler) {
            Bench.say("%s takes no part: %s".formatted(engine.symbol(), noCompiler.getMessage()));
            return false;
        }
    }

    private static String firstError(Path log) throws IOException {
        return Files.readAllLines(log, StandardCharsets.UTF_8).stream()
                .filter(line -> line.contains("error"))
                .findFirst()
                .orElse("see " + log);
    }
}
