package dev.vicino.transfer;

import dev.vicino.Item;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/// Writes items as Parquet's row groups, each of which is made on the heap.
final class ParquetItems implements ItemWriter {
    private static final long ROW_GROUP_BYTES = 8 << 20;

    /// Of the list's three levels, as the format has them: the column, its entries, the value of each.
    private static final String ENTRIES = "list";

    private static final String ENTRY = "element";

    private static final MessageType SCHEMA = Types.buildMessage()
            .addField(Types.required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(ColumnDrafts.ID))
            .addField(Types.requiredList()
                    .element(Types.required(PrimitiveTypeName.FLOAT).named(ENTRY))
                    .named(ColumnDrafts.VECTOR))
            .addField(text(ColumnDrafts.PAYLOAD))
            .addField(text(ColumnDrafts.TEXT))
            .addField(text(ColumnDrafts.SOURCE))
            .named("item");

    private final ParquetWriter<Item> writer;

    private ParquetItems(ParquetWriter<Item> writer) {
        this.writer = writer;
    }

    private static Type text(String column) {
        return Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(column);
    }

    static ParquetItems begin(Output out) throws IOException {
        String numbers = String.join(".", ColumnDrafts.VECTOR, ENTRIES, ENTRY);
        return new ParquetItems(new Builder(new Target(out.stream()))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withRowGroupSize(ROW_GROUP_BYTES)
                // The numbers of a vector hardly repeat, and nobody looks for one between two others.
                .withDictionaryEncoding(numbers, false)
                .withStatisticsEnabled(numbers, false)
                .build());
    }

    @Override
    public void write(Item item) throws IOException {
        writer.write(item);
    }

    @Override
    public void finish() throws IOException {
        writer.close();
    }

    /// An item, taken apart into the columns of the schema.
    private static final class Columns extends WriteSupport<Item> {
        @SuppressWarnings("NullAway.Init") // the writer prepares before it writes
        private RecordConsumer row;

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(SCHEMA, Map.of());
        }

        /// Hadoop's configuration, which the writer is not given.
        @Override
        @Deprecated
        public WriteContext init(Configuration configuration) {
            return new WriteContext(SCHEMA, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            row = consumer;
        }

        @Override
        public void write(Item item) {
            row.startMessage();
            text(ColumnDrafts.ID, item, item.id());
            vector(item.vector());
            text(ColumnDrafts.PAYLOAD, item, item.payload().isEmpty() ? null : ItemJson.writePayload(item.payload()));
            text(ColumnDrafts.TEXT, item, item.text());
            text(ColumnDrafts.SOURCE, item, item.source());
            row.endMessage();
        }

        private void text(String column, Item item, @Nullable String value) {
            if (value != null) {
                int index = SCHEMA.getFieldIndex(column);
                row.startField(column, index);
                row.addBinary(Binary.fromConstantByteArray(Utf8.bytes(item.id(), value)));
                row.endField(column, index);
            }
        }

        private void vector(float[] vector) {
            int index = SCHEMA.getFieldIndex(ColumnDrafts.VECTOR);
            row.startField(ColumnDrafts.VECTOR, index);
            row.startGroup();
            row.startField(ENTRIES, 0);
            for (float number : vector) {
                row.startGroup();
                row.startField(ENTRY, 0);
                row.addFloat(number);
                row.endField(ENTRY, 0);
                row.endGroup();
            }
            row.endField(ENTRIES, 0);
            row.endGroup();
            row.endField(ColumnDrafts.VECTOR, index);
        }
    }

    /// What makes the writer of items.
    private static final class Builder extends ParquetWriter.Builder<Item, Builder> {
        private Builder(OutputFile target) {
            super(target);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @Deprecated
        protected WriteSupport<Item> getWriteSupport(Configuration configuration) {
            return new Columns();
        }

        @Override
        protected WriteSupport<Item> getWriteSupport(ParquetConfiguration configuration) {
            return new Columns();
        }
    }

    /// A stream as the file that is written. It stays open.
    private record Target(OutputStream stream) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new PositionOutputStream() {
                private long position;

                @Override
                public long getPos() {
                    return position;
                }

                @Override
                public void write(int single) throws IOException {
                    stream.write(single);
                    position++;
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    stream.write(bytes, offset, length);
                    position += length;
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
