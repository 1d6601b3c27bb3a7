package dev.vicino.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;

/// Runs something for each of many numbers, on all cores.
final class OnAllCores {
    private OnAllCores() {}

    interface Task {
        void run(int number) throws IOException;
    }

    static void forEach(int count, Task task) throws IOException {
        try {
            IntStream.range(0, count).parallel().forEach(number -> {
                try {
                    task.run(number);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
