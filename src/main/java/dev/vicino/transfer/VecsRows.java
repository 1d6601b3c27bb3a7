package dev.vicino.transfer;

import dev.vicino.CollectionSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads rows that each begin with their dimension.
final class VecsRows implements RowReader {
    private static final int BUFFER = 1 << 20;

    private final Path path;
    private final FileChannel file;
    private final NumberType type;
    private final ByteBuffer ahead = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final double[] numbers = new double[CollectionSpec.MAX_DIMENSION];
    private long position;
    private long row;
    private int dimension;

    private VecsRows(Path path, FileChannel file, NumberType type) {
        this.path = path;
        this.file = file;
        this.type = type;
        ahead.limit(0);
    }

    static VecsRows open(Path path, NumberType type) throws IOException {
        FileChannel file = FileChannel.open(path);
        VecsRows rows = new VecsRows(path, file, type);
        try {
            if (file.size() > 0) {
                rows.dimension = rows.peekDimension();
            }
            return rows;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public OptionalInt dimension() {
        return dimension == 0 ? OptionalInt.empty() : OptionalInt.of(dimension);
    }

    @Override
    public OptionalLong total() {
        try {
            return OptionalLong.of(dimension == 0 ? 0 : file.size() / rowBytes(dimension));
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    private long rowBytes(int columns) {
        return Integer.BYTES + (long) columns * type.bytes;
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (position >= file.size()) {
            return null;
        }
        int columns = peekDimension();
        fill((int) rowBytes(columns));
        ahead.getInt();
        for (int i = 0; i < columns; i++) {
            numbers[i] = type.read(ahead);
        }
        position += rowBytes(columns);
        return FloatNumbers.row(row++, numbers, 0, columns, type.whole);
    }

    private int peekDimension() throws IOException {
        fill(Integer.BYTES);
        int columns = ahead.getInt(ahead.position());
        if (columns < 1 || columns > CollectionSpec.MAX_DIMENSION) {
            throw new TransferException(path + " has a row " + row + " of " + Integer.toUnsignedLong(columns)
                    + " dimensions, at byte " + position + "; expected 1 to " + CollectionSpec.MAX_DIMENSION
                    + ", or it is no such file");
        }
        return columns;
    }

    /// Sees to it that so many bytes from the position on are in the buffer.
    private void fill(int bytes) throws IOException {
        if (ahead.remaining() >= bytes) {
            return;
        }
        long from = position + ahead.remaining();
        ahead.compact();
        while (ahead.position() < bytes) {
            int count = file.read(ahead, from);
            if (count < 0) {
                throw new TransferException(path + " ends at byte " + file.size() + ", within row " + row
                        + " that begins at byte " + position + ": it was cut short");
            }
            from += count;
        }
        ahead.flip();
    }

    /// Looks at each row's dimension only.
    @Override
    public void skip(long rows) throws IOException {
        for (long passed = 0; passed < rows && position < file.size(); passed++) {
            int columns = peekDimension();
            long bytes = rowBytes(columns);
            if (position + bytes > file.size()) {
                fill((int) bytes);
            }
            position += bytes;
            row++;
            if (ahead.remaining() >= bytes) {
                ahead.position(ahead.position() + (int) bytes);
            } else {
                ahead.limit(0);
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
