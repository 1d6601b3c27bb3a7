package dev.vicino.transfer;

import dev.vicino.Item;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// CSV by RFC 4180, in UTF-8, with a line of headings:
///
/// | column | holds |
/// |---|---|
/// | `id` | the id |
/// | `vector` | a JSON list: `"[1.0,0.5]"` |
/// | `v0`, `v1`, … | in its place, a number each; or [others that count][ReadOptions#vectorColumns] |
/// | `payload` | a JSON object, as [PayloadJson] tells |
/// | `text`, `source` | the text itself; an empty field is none, and `""` an empty one |
/// | `name`, `name:type` | a payload field of [this type][dev.vicino.PayloadType#symbol], or a string; empty, none |
///
/// Written are `id`, `vector`, `payload`, `text` and `source`. A text with a surrogate that stands alone cannot be
/// written: CSV has no escape for it.
final class CsvFormat implements TransferFormat {
    @Override
    public String name() {
        return "csv";
    }

    @Override
    public List<String> suffixes() {
        return List.of(".csv");
    }

    @Override
    public boolean holdsItems() {
        return true;
    }

    @Override
    public RowReader read(Path file, ReadOptions options) throws IOException {
        CsvRecords records = new CsvRecords(file);
        try {
            CsvRecords.Entry headings = records.next();
            if (headings == null) {
                throw new TransferException(file + " is empty; expected a line of headings, such as id,vector,text");
            }
            return new Rows(records, CsvColumns.of(file, headings(file, headings), options.vectorColumns()));
        } catch (IOException | RuntimeException e) {
            records.close();
            throw e;
        }
    }

    private static List<String> headings(Path file, CsvRecords.Entry first) {
        if (first.complaint() != null) {
            throw new TransferException(file + " has no line of headings: " + first.complaint());
        }
        return first.fields().stream()
                .map(heading -> {
                    if (heading == null || heading.isBlank()) {
                        throw new TransferException(file + " has a column without a heading: " + first.fields());
                    }
                    return heading;
                })
                .toList();
    }

    /// The rows of a file.
    private static final class Rows implements RowReader {
        private final CsvRecords records;
        private final CsvColumns columns;
        private long row;

        private Rows(CsvRecords records, CsvColumns columns) {
            this.records = records;
            this.columns = columns;
        }

        @Override
        public OptionalInt dimension() {
            return columns.dimension();
        }

        @Override
        public OptionalLong total() {
            return records.estimate(row);
        }

        @Override
        public @Nullable Row next() throws IOException {
            CsvRecords.Entry entry = records.next();
            if (entry == null) {
                return null;
            }
            try {
                return new Row.Given(row, draft(entry));
            } catch (IllegalArgumentException reason) {
                return new RefusedRow(row, "line " + entry.line() + ": " + reason.getMessage(), entry.raw());
            } finally {
                row++;
            }
        }

        private Draft draft(CsvRecords.Entry entry) {
            if (entry.complaint() != null) {
                throw new IllegalArgumentException(entry.complaint());
            }
            return columns.draft(entry.fields());
        }

        @Override
        public void close() throws IOException {
            records.close();
        }
    }

    @Override
    public ItemWriter write(Output out, int dimension) throws IOException {
        OutputStream stream = out.stream();
        stream.write((String.join(",", CsvColumns.OWN) + "\r\n").getBytes(StandardCharsets.UTF_8));
        return new ItemWriter() {
            @Override
            public void write(Item item) throws IOException {
                StringBuilder line = new StringBuilder();
                line.append(field(item.id())).append(',');
                line.append(field(ItemJson.writeVector(item.vector()))).append(',');
                line.append(field(item.payload().isEmpty() ? null : ItemJson.writePayload(item.payload())))
                        .append(',');
                line.append(field(item.text())).append(',');
                line.append(field(item.source())).append("\r\n");
                stream.write(Utf8.bytes(item.id(), line));
            }

            @Override
            public void finish() {}
        };
    }

    /// A field with quotes around it where it needs them, and where it is empty but not absent.
    private static String field(@Nullable String value) {
        if (value == null) {
            return "";
        }
        boolean plain = !value.isEmpty()
                && value.chars().noneMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
