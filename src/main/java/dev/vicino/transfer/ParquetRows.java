package dev.vicino.transfer;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.row.PqList;
import dev.hardwood.schema.SchemaNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads Parquet's rows, one row group at a time.
///
/// hardwood 1.0 takes each vector for a single number, and so up to half a million rows at once (its issue 748): asked
/// for more than a row group, it would take memory as the file is large.
final class ParquetRows implements RowReader {
    private final Path path;
    private final ParquetFileReader file;
    private final List<String> columns;
    private dev.hardwood.reader.RowReader rows;
    private long row;

    private ParquetRows(Path path, ParquetFileReader file) {
        this.path = path;
        this.file = file;
        columns = file.getFileSchema().getRootNode().children().stream()
                .map(SchemaNode::name)
                .toList();
        rows = group();
    }

    /// The rows of one row group, from the next on.
    private dev.hardwood.reader.RowReader group() {
        long end = 0;
        for (RowGroup group : file.getFileMetaData().rowGroups()) {
            end += group.numRows();
            if (row < end) {
                return file.buildRowReader().skip(row).head(end - row).build();
            }
        }
        return file.buildRowReader().skip(row).build();
    }

    static ParquetRows open(Path path) throws IOException {
        ParquetFileReader file = null;
        try {
            file = ParquetFileReader.open(InputFile.of(path));
            checkColumns(path, file.getFileSchema().getRootNode());
            return new ParquetRows(path, file);
        } catch (IOException | RuntimeException failed) {
            if (file != null) {
                file.close();
            }
            throw refused(path, failed);
        }
    }

    private static TransferException refused(Path path, Exception failed) {
        return failed instanceof TransferException known
                ? known
                : new TransferException(path + " cannot be read as Parquet: " + failed.getMessage(), failed);
    }

    private static void checkColumns(Path path, SchemaNode.GroupNode root) {
        boolean found = root.children().stream()
                .anyMatch(node -> node.name().equals(ColumnDrafts.VECTOR)
                        && node instanceof SchemaNode.GroupNode group
                        && group.isList());
        if (!found) {
            throw new TransferException(path + " has the columns "
                    + root.children().stream().map(SchemaNode::name).toList()
                    + "; expected 'vector' among them, a list of float or double");
        }
    }

    @Override
    public OptionalInt dimension() {
        return OptionalInt.empty();
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.of(file.getFileMetaData().numRows());
    }

    @Override
    public @Nullable Row next() throws IOException {
        try {
            if (!rows.hasNext()) {
                if (row >= file.getFileMetaData().numRows()) {
                    return null;
                }
                rows.close();
                rows = group();
            }
            rows.next();
        } catch (RuntimeException failed) {
            throw refused(path, failed);
        }
        try {
            return new Row.Given(row, ColumnDrafts.of(vector(), values()));
        } catch (IllegalArgumentException reason) {
            return new RefusedRow(row, String.valueOf(reason.getMessage()), "");
        } finally {
            row++;
        }
    }

    private float @Nullable [] vector() {
        PqList list = rows.getList(ColumnDrafts.VECTOR);
        return list == null ? null : ColumnDrafts.vector(list.values());
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        for (String column : columns) {
            if (!column.equals(ColumnDrafts.VECTOR) && !rows.isNull(column)) {
                Object value = rows.getValue(column);
                values.put(column, value instanceof PqList list ? ColumnDrafts.elements(list.values()) : value);
            }
        }
        return values;
    }

    @Override
    public void skip(long count) {
        long passed = Math.min(count, file.getFileMetaData().numRows() - row);
        row += passed;
        rows.close();
        rows = group();
    }

    @Override
    public void close() throws IOException {
        rows.close();
        file.close();
    }
}
