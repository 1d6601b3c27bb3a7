package dev.vicino.transfer;

import java.io.IOException;
import java.nio.Buffer;
import java.nio.file.Path;
import java.util.List;

/// Apache Arrow's IPC files and streams; the file's begin tells which it is. The columns are those of [ColumnDrafts];
/// the vector is a list of float32 or float64, of fixed length or not. Files are written, with the vector as a list
/// of float32 of fixed length, in record batches of 1,000 items.
///
/// It takes arrow-vector and arrow-memory-unsafe, and a JVM with `--add-opens java.base/java.nio=ALL-UNNAMED`.
final class ArrowFormat implements TransferFormat {
    @Override
    public String name() {
        return "arrow";
    }

    @Override
    public List<String> suffixes() {
        return List.of(".arrow", ".arrows", ".feather");
    }

    @Override
    public boolean holdsItems() {
        return true;
    }

    @Override
    public RowReader read(Path file, ReadOptions options) throws IOException {
        requireLibrary();
        return ArrowRows.open(file);
    }

    @Override
    public ItemWriter write(Output out, int dimension) throws IOException {
        requireLibrary();
        return ArrowItems.begin(out, dimension);
    }

    private void requireLibrary() {
        OptionalLibrary.require(name(), "org.apache.arrow.vector.VectorSchemaRoot", "org.apache.arrow:arrow-vector");
        OptionalLibrary.require(
                name(),
                "org.apache.arrow.memory.unsafe.UnsafeAllocationManager",
                "org.apache.arrow:arrow-memory-unsafe");
        if (!Buffer.class.getModule().isOpen("java.nio", ArrowFormat.class.getModule())) {
            throw new TransferException("the format " + name()
                    + " needs the JVM to be started with --add-opens java.base/java.nio=ALL-UNNAMED");
        }
    }
}
