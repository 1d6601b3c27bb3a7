package dev.vicino.transfer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/// Where a format writes to: a stream, and for a file the way back.
public final class Output {
    private final OutputStream stream;
    private final @Nullable FileChannel file;

    private Output(OutputStream stream, @Nullable FileChannel file) {
        this.stream = stream;
        this.file = file;
    }

    /// A stream that cannot be revised.
    public static Output of(OutputStream stream) {
        return new Output(stream, null);
    }

    /// A file, from its channel's place on.
    public static Output of(FileChannel file) {
        return new Output(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16), file);
    }

    /// Takes the bytes.
    public OutputStream stream() {
        return stream;
    }

    /// Replaces bytes that were written already.
    ///
    /// @param position of the first of them in the file
    public void revise(long position, byte[] bytes) throws IOException {
        if (file == null) {
            throw new IOException("a stream cannot be revised; expected a file");
        }
        stream.flush();
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            file.write(left, position + left.position());
        }
    }
}
