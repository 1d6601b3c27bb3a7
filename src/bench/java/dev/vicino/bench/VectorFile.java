package dev.vicino.bench;

import dev.vicino.exact.VectorBlock;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Vectors in a file of little-endian float32, row after row, mapped; of any size.
final class VectorFile implements VectorBlock {
    private static final long BYTES_IN_A_PART = 1L << 30;

    /// One mapping holds two gigabytes at the most.
    private final List<FloatBuffer> parts;

    private final int rowsInAPart;
    private final int dimension;
    private final int count;

    private VectorFile(List<FloatBuffer> parts, int rowsInAPart, int dimension, int count) {
        this.parts = parts;
        this.rowsInAPart = rowsInAPart;
        this.dimension = dimension;
        this.count = count;
    }

    /// Maps a file for as long as the process lives.
    static VectorFile open(Path file, int dimension) throws IOException {
        long bytesInARow = (long) dimension * Float.BYTES;
        int rowsInAPart = (int) (BYTES_IN_A_PART / bytesInARow);
        try (FileChannel channel = FileChannel.open(file)) {
            List<FloatBuffer> parts = new ArrayList<>();
            for (long from = 0; from < channel.size(); from += rowsInAPart * bytesInARow) {
                long length = Math.min(rowsInAPart * bytesInARow, channel.size() - from);
                parts.add(channel.map(FileChannel.MapMode.READ_ONLY, from, length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer());
            }
            return new VectorFile(
                    parts, rowsInAPart, dimension, Math.toIntExact(channel.size() / bytesInARow));
        }
    }

    /// Writes a file whole or not at all.
    static void write(Path file, Stream<float[]> rows) throws IOException {
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (BufferedOutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 20)) {
            for (Iterator<float[]> each = rows.iterator(); each.hasNext(); ) {
                float[] row = each.next();
                ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(row);
                out.write(bytes.array());
            }
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public void copy(int firstRow, int rows, float[] target, int offset) {
        for (int done = 0; done < rows; ) {
            int part = (firstRow + done) / rowsInAPart;
            int start = (firstRow + done) % rowsInAPart;
            int length = Math.min(rows - done, rowsInAPart - start);
            parts.get(part).get(start * dimension, target, offset + done * dimension, length * dimension);
            done += length;
        }
    }

    float[] row(int number) {
        float[] row = new float[dimension];
        copy(number, 1, row, 0);
        return row;
    }

    /// The first rows, in the heap.
    float[][] rows(int number) {
        return IntStream.range(0, number).mapToObj(this::row).toArray(float[][]::new);
    }
}
