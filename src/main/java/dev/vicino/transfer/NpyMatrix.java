package dev.vicino.transfer;

import dev.vicino.CollectionSpec;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// The numbers of a `.npy` file.
final class NpyMatrix implements Matrix {
    private final FileChannel file;
    private final NpyHeader header;

    private NpyMatrix(FileChannel file, NpyHeader header) {
        this.file = file;
        this.header = header;
    }

    static NpyMatrix open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path);
        try {
            NpyHeader header = NpyHeader.read(file, path);
            checkExtents(path, header, file.size() - header.length());
            return new NpyMatrix(file, header);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void checkExtents(Path path, NpyHeader header, long found) {
        if (header.columns() < 1 || header.columns() > CollectionSpec.MAX_DIMENSION) {
            throw new TransferException(path + " has " + header.columns() + " columns; expected 1 to "
                    + CollectionSpec.MAX_DIMENSION + " dimensions");
        }
        long rowBytes = (long) header.columns() * header.type().bytes;
        if (header.rows() > Long.MAX_VALUE / rowBytes || header.rows() * rowBytes != found) {
            throw new TransferException(path + " has " + found + " bytes of numbers"
                    + (header.rows() > found / rowBytes ? ": it was cut short" : "") + "; expected " + header.rows()
                    + " rows of " + rowBytes);
        }
    }

    @Override
    public long rows() {
        return header.rows();
    }

    @Override
    public int columns() {
        return header.columns();
    }

    @Override
    public boolean whole() {
        return header.type().whole;
    }

    @Override
    public void read(long firstRow, int count, double[] into) throws IOException {
        int columns = header.columns();
        if (!header.columnMajor()) {
            ByteBuffer block = numbers(firstRow * columns, count * columns);
            for (int i = 0; i < count * columns; i++) {
                into[i] = header.type().read(block);
            }
            return;
        }
        for (int column = 0; column < columns; column++) {
            ByteBuffer part = numbers(column * header.rows() + firstRow, count);
            for (int row = 0; row < count; row++) {
                into[row * columns + column] = header.type().read(part);
            }
        }
    }

    private ByteBuffer numbers(long first, int count) throws IOException {
        int size = header.type().bytes;
        ByteBuffer bytes = ByteBuffer.allocate(count * size).order(header.order());
        long position = header.length() + first * size;
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("the file was cut short while it was read, at byte " + file.size());
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
