package dev.vicino.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Apache Parquet, read by hardwood: the columns are those of [ColumnDrafts], the vector a list of float or double. It
/// is
/// not written.
///
/// It takes hardwood-core, and snappy-java or zstd-jni where the file is compressed so.
final class ParquetFormat implements TransferFormat {
    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public List<String> suffixes() {
        return List.of(".parquet");
    }

    @Override
    public boolean holdsItems() {
        return true;
    }

    @Override
    public boolean writes() {
        return false;
    }

    @Override
    public RowReader read(Path file, ReadOptions options) throws IOException {
        OptionalLibrary.require(name(), "dev.hardwood.reader.ParquetFileReader", "dev.hardwood:hardwood-core");
        return ParquetRows.open(file);
    }

    @Override
    public ItemWriter write(Output out, int dimension) {
        throw new UnsupportedOperationException("Parquet is not written; expected another format");
    }
}
