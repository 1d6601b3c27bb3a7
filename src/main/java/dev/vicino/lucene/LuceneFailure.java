package dev.vicino.lucene;

import dev.vicino.CorruptStoreException;
import dev.vicino.VicinoException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;

/// Says what Lucene throws in the store's own words.
final class LuceneFailure {
    /// Lucene describes its inputs as `MemorySegmentIndexInput(path="/store/digits/_0.vec")`.
    private static final Pattern FILE = Pattern.compile("path=\"([^\"]+)\"");

    private LuceneFailure() {}

    /// What to throw for a failure of reading or writing a collection.
    ///
    /// @param doing what was tried, for instance `write`
    /// @param folder the collection's
    static RuntimeException of(String doing, Path folder, IOException failure) {
        return saysCorrupt(failure)
                ? corrupt(folder, failure)
                : new UncheckedIOException("cannot " + doing + " " + folder + ": " + failure, failure);
    }

    /// What to throw for a failure of opening a collection, where Lucene may stumble over a wrong byte in any way.
    static RuntimeException ofOpening(Path folder, Throwable failure) {
        if (failure instanceof VicinoException known) {
            return known;
        }
        return failure instanceof IOException io ? of("open", folder, io) : corrupt(folder, failure);
    }

    private static boolean saysCorrupt(IOException failure) {
        return failure instanceof CorruptIndexException
                || failure instanceof IndexFormatTooOldException
                || failure instanceof IndexFormatTooNewException
                || failure instanceof IndexNotFoundException
                || failure instanceof EOFException
                || failure instanceof NoSuchFileException
                || failure instanceof FileNotFoundException;
    }

    private static CorruptStoreException corrupt(Path folder, Throwable failure) {
        return new CorruptStoreException(
                file(folder, failure) + " is missing or damaged; a repair saves what can be read: " + failure, failure);
    }

    private static String file(Path folder, Throwable failure) {
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile();
        }
        Matcher named = FILE.matcher(String.valueOf(failure.getMessage()));
        return named.find() ? named.group(1) : "a file in " + folder;
    }
}
