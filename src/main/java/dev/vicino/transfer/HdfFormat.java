package dev.vicino.transfer;

import dev.vicino.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/// HDF5 as ann-benchmarks keeps its data: data sets of two extents, (rows, dimension), of float32, float64 or whole
/// numbers; `train` unless [another][ReadOptions#dataset] is asked for, such as `test`. Written is `train`, of float32.
///
/// It takes jhdf.
final class HdfFormat implements TransferFormat {
    @Override
    public String name() {
        return "hdf5";
    }

    @Override
    public List<String> suffixes() {
        return List.of(".hdf5", ".h5");
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
        requireLibrary();
        return new MatrixRows(HdfMatrix.open(file, options.dataset()));
    }

    private void requireLibrary() {
        OptionalLibrary.require(name(), "io.jhdf.HdfFile", "io.jhdf:jhdf");
    }

    @Override
    public ItemWriter write(Output out, int dimension) throws IOException {
        requireLibrary();
        out.stream().write(HdfHead.ofFloats(ReadOptions.DEFAULT.dataset(), 0, dimension));
        return new ItemWriter() {
            private final ByteBuffer row =
                    ByteBuffer.allocate(dimension * Float.BYTES).order(HdfHead.ORDER);
            private long rows;

            @Override
            public void write(Item item) throws IOException {
                row.asFloatBuffer().put(item.vector());
                out.stream().write(row.array());
                rows++;
            }

            @Override
            public void finish() throws IOException {
                out.revise(0, HdfHead.ofFloats(ReadOptions.DEFAULT.dataset(), rows, dimension));
            }
        };
    }
}
