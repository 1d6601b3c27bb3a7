package dev.vicino.transfer;

import dev.vicino.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/// NumPy's `.npy`: one array of two extents, (rows, dimension).
///
/// Read are versions 1 to 3, float32, float64 and uint8, of either byte order, in C order (row after row) and in
/// Fortran order (column after column). Doubles are rounded to the nearest float; one beyond a float's range spoils its
/// row. Written are little-endian float32 in C order. Source: NumPy's `numpy.lib.format`.
final class NpyFormat implements TransferFormat {
    @Override
    public String name() {
        return "npy";
    }

    @Override
    public List<String> suffixes() {
        return List.of(".npy");
    }

    @Override
    public boolean holdsItems() {
        return false;
    }

    @Override
    public boolean revises() {
        return true;
    }

    @Override
    public RowReader read(Path file, ReadOptions options) throws IOException {
        return new MatrixRows(NpyMatrix.open(file));
    }

    @Override
    public ItemWriter write(Output out, int dimension) throws IOException {
        out.stream().write(NpyHeader.ofFloats(0, dimension));
        return new ItemWriter() {
            private final ByteBuffer row =
                    ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            private long rows;

            @Override
            public void write(Item item) throws IOException {
                row.asFloatBuffer().put(item.vector());
                out.stream().write(row.array());
                rows++;
            }

            @Override
            public void finish() throws IOException {
                out.revise(0, NpyHeader.ofFloats(rows, dimension));
            }
        };
    }
}
