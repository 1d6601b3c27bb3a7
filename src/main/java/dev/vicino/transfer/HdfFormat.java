package dev.vicino.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// HDF5 as ann-benchmarks keeps its data: data sets of two extents, (rows, dimension), of float32, float64 or whole
/// numbers; `train` unless [another][ReadOptions#dataset] is asked for, such as `test`. It is not written.
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
    public boolean writes() {
        return false;
    }

    @Override
    public RowReader read(Path file, ReadOptions options) throws IOException {
        OptionalLibrary.require(name(), "io.jhdf.HdfFile", "io.jhdf:jhdf");
        return new MatrixRows(HdfMatrix.open(file, options.dataset()));
    }

    @Override
    public ItemWriter write(Output out, int dimension) {
        throw new UnsupportedOperationException("HDF5 is not written; expected another format");
    }
}
