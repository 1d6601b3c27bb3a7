package dev.vicino.bench;

import dev.vicino.Metric;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/// A [Worker] or a [NativeProgram] seen from outside. One in Java runs with the flags of this process, and a heap that holds the data twice.
final class WorkerProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final Path log;
    private final long started = System.nanoTime();

    private WorkerProcess(ProcessBuilder builder, Path log) throws IOException {
        this.log = log;
        this.process = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    static WorkerProcess start(
            Worker.Part part, Contestant engine, BenchData data, Metric metric, Path index, int queries)
            throws IOException {
        Files.createDirectories(index);
        List<String> command = engine.isNative()
                ? new ArrayList<>(List.of(
                        NativeProgram.file(engine, Objects.requireNonNull(index.getParent()))
                                .toString()))
                : java(data);
        command.addAll(List.of(part.name(), engine.symbol(), metric.symbol(), data.name()));
        command.addAll(List.of(data.folder().toString(), Integer.toString(data.dimension())));
        command.addAll(List.of(index.toString(), Integer.toString(queries)));
        return new WorkerProcess(
                new ProcessBuilder(command), index.resolveSibling(index.getFileName() + ".log"));
    }

    private static List<String> java(BenchData data) throws IOException {
        long heap = (1L << 30) + 3 * Files.size(data.folder().resolve("base.f32"));
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx" + heap));
        command.addAll(flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
        return command;
    }

    /// This process's flags but the heap.
    static List<String> flags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-Xmx"))
                .toList();
    }

    Answer carryOut(Order order) throws IOException {
        orders.println(JSON.writeValueAsString(order));
        return answer();
    }

    /// The next line that it says.
    Answer answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("a worker ended without an answer; see " + log);
        }
        return JSON.readValue(line, Answer.class);
    }

    /// Seconds since the process was asked for.
    double age() {
        return (System.nanoTime() - started) / 1e9;
    }

    @Override
    public void close() throws IOException {
        orders.close();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
