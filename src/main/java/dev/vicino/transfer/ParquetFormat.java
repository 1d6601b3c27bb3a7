package dev.vicino.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Apache Parquet, read by hardwood and written by parquet-java: the columns are those of [ColumnDrafts], the vector a
/// list of float or double. Written are lists of float, without compression, in row groups of 8 MiB.
///
/// To read takes hardwood-core, and snappy-java or zstd-jni where the file is compressed so. To write takes
/// parquet-hadoop, and hadoop-client-api for the one class of Hadoop that it loads.
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
    public RowReader read(Path file, ReadOptions options) throws IOException {
        OptionalLibrary.require(name(), "dev.hardwood.reader.ParquetFileReader", "dev.hardwood:hardwood-core");
        return ParquetRows.open(file);
    }

    @Override
    public ItemWriter write(Output out, int dimension) throws IOException {
        OptionalLibrary.require(name(), "org.apache.parquet.hadoop.ParquetWriter", "org.apache.parquet:parquet-hadoop");
        OptionalLibrary.require(name(), "org.apache.hadoop.conf.Configuration", "org.apache.hadoop:hadoop-client-api");
        return ParquetItems.begin(out);
    }
}
