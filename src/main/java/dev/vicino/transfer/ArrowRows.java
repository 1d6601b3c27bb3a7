package dev.vicino.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.util.Text;
import org.jspecify.annotations.Nullable;

/// Reads Arrow's record batches, one at a time, off the heap.
final class ArrowRows implements RowReader {
    private static final byte[] FILE_MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

    /// Before each message of a stream.
    private static final int STREAM_MARK = -1;

    private final Path path;
    private final FileChannel channel;
    private final BufferAllocator memory;
    private final ArrowReader reader;

    /// How many record batches there are; -1 in a stream.
    private int batches = -1;

    private int batchesRead;
    private VectorSchemaRoot batch;
    private int inBatch;
    private long row;

    private ArrowRows(Path path, FileChannel channel, BufferAllocator memory, ArrowReader reader) throws IOException {
        this.path = path;
        this.channel = channel;
        this.memory = memory;
        this.reader = reader;
        batch = reader.getVectorSchemaRoot();
        inBatch = 0;
    }

    static ArrowRows open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path);
        BufferAllocator memory = new RootAllocator();
        ArrowReader reader = null;
        try {
            ByteBuffer magic = ByteBuffer.allocate(FILE_MAGIC.length);
            channel.read(magic, 0);
            boolean file = Arrays.equals(magic.array(), FILE_MAGIC);
            if (!file && magic.getInt(0) != STREAM_MARK) {
                // Arrow would take it for a length, and make room for so much.
                throw new TransferException(path + " begins with "
                        + HexFormat.ofDelimiter(" ").formatHex(magic.array())
                        + "; expected 41 52 52 4f 57 31, the mark of an Arrow file, or ff ff ff ff, that of a stream");
            }
            reader = file ? new ArrowFileReader(channel, memory) : new ArrowStreamReader(channel, memory);
            ArrowRows rows = new ArrowRows(path, channel, memory, reader);
            if (reader instanceof ArrowFileReader blocks) {
                rows.batches = blocks.getRecordBlocks().size();
            }
            rows.checkColumns();
            return rows;
        } catch (IOException | RuntimeException failed) {
            closeAll(reader, memory, channel);
            throw refused(path, failed);
        }
    }

    private static TransferException refused(Path path, Exception failed) {
        return failed instanceof TransferException known
                ? known
                : new TransferException(path + " cannot be read as Arrow: " + failed.getMessage(), failed);
    }

    private void checkColumns() {
        ArrowType.List list = ArrowType.List.INSTANCE;
        boolean found = batch.getSchema().getFields().stream()
                .anyMatch(field -> field.getName().equals(ColumnDrafts.VECTOR)
                        && (field.getType().equals(list) || field.getType() instanceof ArrowType.FixedSizeList));
        if (!found) {
            throw new TransferException(path + " has the columns "
                    + batch.getSchema().getFields() + "; expected 'vector' among them, a list of float32 or float64");
        }
    }

    @Override
    public OptionalInt dimension() {
        return batch.getVector(ColumnDrafts.VECTOR) instanceof FixedSizeListVector lists
                ? OptionalInt.of(lists.getListSize())
                : OptionalInt.empty();
    }

    @Override
    public OptionalLong total() {
        return batches < 0 || batchesRead == 0
                ? OptionalLong.empty()
                : OptionalLong.of((row - inBatch + batch.getRowCount()) * batches / batchesRead);
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (!hasNext()) {
            return null;
        }
        try {
            return new Row.Given(row, ColumnDrafts.of(vector(), values()));
        } catch (IllegalArgumentException reason) {
            return new RefusedRow(row, String.valueOf(reason.getMessage()), "");
        } finally {
            row++;
            inBatch++;
        }
    }

    private boolean hasNext() {
        try {
            while (batchesRead == 0 || inBatch >= batch.getRowCount()) {
                if (!reader.loadNextBatch()) {
                    return false;
                }
                batch = reader.getVectorSchemaRoot();
                batchesRead++;
                inBatch = 0;
            }
            return true;
        } catch (IOException | RuntimeException failed) {
            throw refused(path, failed);
        }
    }

    @Override
    public void skip(long rows) {
        for (long left = rows; left > 0 && hasNext(); ) {
            int passed = (int) Math.min(left, batch.getRowCount() - inBatch);
            inBatch += passed;
            row += passed;
            left -= passed;
        }
    }

    private float @Nullable [] vector() {
        FieldVector lists = batch.getVector(ColumnDrafts.VECTOR);
        if (lists.isNull(inBatch)) {
            return null;
        }
        if (lists instanceof FixedSizeListVector fixed && fixed.getDataVector() instanceof Float4Vector numbers) {
            return floats(numbers, inBatch * fixed.getListSize(), fixed.getListSize());
        }
        if (lists instanceof ListVector list && list.getDataVector() instanceof Float4Vector numbers) {
            int from = list.getElementStartIndex(inBatch);
            return floats(numbers, from, list.getElementEndIndex(inBatch) - from);
        }
        return ColumnDrafts.vector((List<?>) lists.getObject(inBatch));
    }

    private static float[] floats(Float4Vector numbers, int from, int count) {
        float[] vector = new float[count];
        for (int i = 0; i < count; i++) {
            if (numbers.isNull(from + i)) {
                throw new IllegalArgumentException("its vector has a null at position " + i);
            }
            vector[i] = numbers.get(from + i);
        }
        return vector;
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new HashMap<>();
        for (FieldVector column : batch.getFieldVectors()) {
            if (!column.getName().equals(ColumnDrafts.VECTOR) && !column.isNull(inBatch)) {
                values.put(column.getName(), value(column));
            }
        }
        return values;
    }

    private Object value(FieldVector column) {
        if (column instanceof TimeStampVector stamps
                && column.getField().getType() instanceof ArrowType.Timestamp type
                && type.getTimezone() != null) {
            return instant(stamps.get(inBatch), type.getUnit());
        }
        return kept(column.getObject(inBatch));
    }

    private static Object kept(Object value) {
        return switch (value) {
            case Text text -> text.toString();
            case List<?> list ->
                ColumnDrafts.elements(list).stream().map(ArrowRows::kept).toList();
            default -> value;
        };
    }

    private static Instant instant(long count, TimeUnit unit) {
        return switch (unit) {
            case SECOND -> Instant.ofEpochSecond(count);
            case MILLISECOND -> Instant.ofEpochMilli(count);
            case MICROSECOND -> Instant.EPOCH.plus(count, ChronoUnit.MICROS);
            case NANOSECOND -> Instant.EPOCH.plusNanos(count);
        };
    }

    @Override
    public void close() throws IOException {
        closeAll(reader, memory, channel);
    }

    private static void closeAll(@Nullable ArrowReader reader, BufferAllocator memory, Closeable channel)
            throws IOException {
        try (channel;
                memory) {
            if (reader != null) {
                reader.close();
            }
        }
    }
}
