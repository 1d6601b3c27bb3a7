package dev.vicino.transfer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// A text file's bytes, and how far into it they go.
final class LineReader implements Closeable {
    /// The longest row of a text file, in bytes: more would be no row but a file without line ends.
    static final int LONGEST = 1 << 26;

    private final InputStream in;
    private final long size;
    private long position;

    LineReader(Path file) throws IOException {
        size = Files.size(file);
        in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(3);
        // A byte order mark, which some editors put in front.
        if (in.read() == 0xef && in.read() == 0xbb && in.read() == 0xbf) {
            position = 3;
        } else {
            in.reset();
        }
    }

    /// The next byte; -1 after the last.
    int read() throws IOException {
        int next = in.read();
        if (next >= 0) {
            position++;
        }
        return next;
    }

    /// Reads a line without its end.
    ///
    /// @param line takes as much of it as [#LONGEST] allows
    /// @return its length in bytes; -1 after the last line
    long readLine(ByteArrayOutputStream line) throws IOException {
        line.reset();
        int next = read();
        if (next < 0) {
            return -1;
        }
        long length = 0;
        while (next >= 0 && next != '\n') {
            if (length++ < LONGEST) {
                line.write(next);
            }
            next = read();
        }
        return length;
    }

    /// How many rows the file has, if those to come are as long as those that were read.
    OptionalLong estimate(long rows) {
        return position == 0 ? OptionalLong.empty() : OptionalLong.of((long) (rows * ((double) size / position)));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
