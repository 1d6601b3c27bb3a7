package dev.vicino.transfer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A buffered stream that knows how much has gone through it.
final class CountedStream extends OutputStream {
    private final OutputStream out;
    private long written;

    CountedStream(OutputStream out) {
        this.out = new BufferedOutputStream(out, 1 << 16);
    }

    long written() {
        return written;
    }

    @Override
    public void write(int single) throws IOException {
        out.write(single);
        written++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        written += length;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
