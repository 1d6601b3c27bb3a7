package dev.vicino.lucene;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Another JVM with this one's class path, for what one process cannot show.
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private ChildJvm(Process process) {
        this.process = process;
        lines = process.inputReader();
    }

    /// Starts a main class with the vector module, as an application should.
    static ChildJvm start(Class<?> main, String... arguments) throws IOException {
        return start(
                List.of("--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"),
                main,
                arguments);
    }

    static ChildJvm start(List<String> flags, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString()));
        command.addAll(flags);
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path", ""), main.getName()));
        command.addAll(Arrays.asList(arguments));
        return new ChildJvm(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /// The next line that it prints.
    String nextLine() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new EOFException("process " + process.pid() + " ended");
        }
        return line;
    }

    /// Reads on to a line.
    void awaitLine(String wanted) throws IOException {
        while (!nextLine().equals(wanted)) {
            // What the JVM has to say at its start.
        }
    }

    /// All lines until it ends.
    List<String> remainingLines() {
        return lines.lines().toList();
    }

    /// Kills it as `kill -9` does, and waits until it is gone. What it had printed can still be read.
    void kill() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        kill();
    }
}
