package dev.vicino.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Does pieces of reading side by side, in the JVM's common pool: with the calling thread, no more threads than cores
/// for all callers together, none of which keeps the JVM from ending.
final class OnAllCores {
    private OnAllCores() {}

    /// A piece of reading, by its number.
    interface Piece<T> {
        T read(int number) throws IOException;
    }

    /// What the pieces give, in their order. Of several failures the first in that order is thrown.
    static <T> List<T> map(int count, Piece<T> piece) throws IOException {
        List<Supplier<T>> outcomes = IntStream.range(0, count)
                .parallel()
                .mapToObj(i -> outcome(piece, i))
                .toList();
        try {
            List<T> results = new ArrayList<>(count);
            outcomes.forEach(outcome -> results.add(outcome.get()));
            return results;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static <T> Supplier<T> outcome(Piece<T> piece, int number) {
        try {
            T result = piece.read(number);
            return () -> result;
        } catch (IOException e) {
            return () -> {
                throw new UncheckedIOException(e);
            };
        } catch (RuntimeException e) {
            return () -> {
                throw e;
            };
        }
    }
}
