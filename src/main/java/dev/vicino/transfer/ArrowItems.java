package dev.vicino.transfer;

import dev.vicino.Item;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/// Writes items as Arrow's record batches.
final class ArrowItems implements ItemWriter {
    private static final int BATCH = 1000;

    private final int dimension;
    private final BufferAllocator memory = new RootAllocator();
    private final VectorSchemaRoot batch;
    private final ArrowFileWriter writer;
    private int rows;

    private ArrowItems(Output out, int dimension) {
        this.dimension = dimension;
        batch = VectorSchemaRoot.create(schema(dimension), memory);
        writer = new ArrowFileWriter(batch, null, Channels.newChannel(out.stream()));
    }

    static ArrowItems begin(Output out, int dimension) throws IOException {
        ArrowItems items = new ArrowItems(out, dimension);
        items.writer.start();
        return items;
    }

    private static Schema schema(int dimension) {
        Field number = new Field(
                "item", FieldType.notNullable(new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE)), null);
        FieldType text = FieldType.nullable(ArrowType.Utf8.INSTANCE);
        return new Schema(List.of(
                new Field(ColumnDrafts.ID, FieldType.notNullable(ArrowType.Utf8.INSTANCE), null),
                new Field(
                        ColumnDrafts.VECTOR,
                        FieldType.notNullable(new ArrowType.FixedSizeList(dimension)),
                        List.of(number)),
                new Field(ColumnDrafts.PAYLOAD, text, null),
                new Field(ColumnDrafts.TEXT, text, null),
                new Field(ColumnDrafts.SOURCE, text, null)));
    }

    @Override
    public void write(Item item) throws IOException {
        set(ColumnDrafts.ID, item.id(), item.id());
        set(ColumnDrafts.PAYLOAD, item.id(), item.payload().isEmpty() ? null : ItemJson.writePayload(item.payload()));
        set(ColumnDrafts.TEXT, item.id(), item.text());
        set(ColumnDrafts.SOURCE, item.id(), item.source());
        FixedSizeListVector lists = (FixedSizeListVector) batch.getVector(ColumnDrafts.VECTOR);
        lists.startNewValue(rows);
        Float4Vector numbers = (Float4Vector) lists.getDataVector();
        float[] vector = item.vector();
        for (int i = 0; i < dimension; i++) {
            numbers.setSafe(rows * dimension + i, vector[i]);
        }
        if (++rows == BATCH) {
            writeBatch();
        }
    }

    private void set(String column, String id, @Nullable String value) {
        VarCharVector texts = (VarCharVector) batch.getVector(column);
        if (value == null) {
            texts.setNull(rows);
            return;
        }
        texts.setSafe(rows, Utf8.bytes(id, value));
    }

    private void writeBatch() throws IOException {
        batch.setRowCount(rows);
        writer.writeBatch();
        batch.clear();
        rows = 0;
    }

    @Override
    public void finish() throws IOException {
        if (rows > 0) {
            writeBatch();
        }
        writer.end();
    }

    @Override
    public void close() {
        batch.close();
        memory.close();
    }
}
