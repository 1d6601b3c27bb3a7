package dev.vicino.transfer;

import dev.vicino.Item;
import dev.vicino.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// CSV by RFC 4180, in UTF-8, with a line of headings:
///
/// | column | holds |
/// |---|---|
/// | `id` | the id |
/// | `vector` | a JSON list: `"[1.0,0.5]"` |
/// | `payload` | a JSON object, as [PayloadJson] tells |
/// | `text`, `source` | the text itself; an empty field is none, and `""` an empty one |
/// | `name`, `name:type` | a payload field of [this type][dev.vicino.PayloadType#symbol], a string if none is named; an
/// empty field is none |
///
/// Written are the first five. A text with a surrogate that stands alone cannot be written: CSV has no escape for it.
final class CsvFormat implements TransferFormat {
    private static final List<String> OWN = List.of("id", "vector", "payload", "text", "source");

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
            return new Rows(records, headings(file, headings));
        } catch (IOException | RuntimeException e) {
            records.close();
            throw e;
        }
    }

    private static List<String> headings(Path file, CsvRecords.Entry first) {
        if (first.complaint() != null) {
            throw new TransferException(file + " has no line of headings: " + first.complaint());
        }
        Set<String> seen = new HashSet<>();
        for (String heading : first.fields()) {
            if (heading == null || heading.isBlank()) {
                throw new TransferException(file + " has a column without a heading: " + first.fields());
            }
            try {
                String column = OWN.contains(heading)
                        ? heading
                        : PayloadColumn.of(heading).name();
                if (!seen.add(column)) {
                    throw new IllegalArgumentException("'" + column + "' stands there twice");
                }
            } catch (IllegalArgumentException wrong) {
                throw new TransferException(file + " has the heading '" + heading + "': " + wrong.getMessage(), wrong);
            }
        }
        if (!seen.contains("vector")) {
            throw new TransferException(
                    file + " has the headings " + first.fields() + "; expected 'vector' among them");
        }
        return first.fields().stream().map(String::valueOf).toList();
    }

    /// The rows of a file.
    private static final class Rows implements RowReader {
        private final CsvRecords records;
        private final List<String> headings;
        private final Map<String, PayloadColumn> columns = new HashMap<>();
        private long row;

        private Rows(CsvRecords records, List<String> headings) {
            this.records = records;
            this.headings = headings;
            headings.stream()
                    .filter(heading -> !OWN.contains(heading))
                    .forEach(heading -> columns.put(heading, PayloadColumn.of(heading)));
        }

        @Override
        public OptionalInt dimension() {
            return OptionalInt.empty();
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
            if (entry.fields().size() != headings.size()) {
                throw new IllegalArgumentException("it has " + entry.fields().size() + " fields; expected "
                        + headings.size() + ", as there are headings");
            }
            Map<String, @Nullable String> own = new HashMap<>();
            Map<String, Object> fields = new HashMap<>();
            for (int i = 0; i < headings.size(); i++) {
                String heading = headings.get(i);
                PayloadColumn column = columns.get(heading);
                Object value =
                        column == null ? null : column.value(entry.fields().get(i));
                if (column == null) {
                    own.put(heading, entry.fields().get(i));
                } else if (value != null) {
                    fields.put(column.name(), value);
                }
            }
            String vector = own.get("vector");
            return new Draft(
                    own.get("id"),
                    vector == null ? null : ItemJson.readVector(vector),
                    payload(own.get("payload"), fields),
                    own.get("text"),
                    own.get("source"));
        }

        private static Payload payload(@Nullable String json, Map<String, Object> fields) {
            Payload payload = json == null ? Payload.EMPTY : ItemJson.readPayload(json);
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                if (payload.get(field.getKey()).isPresent()) {
                    throw new IllegalArgumentException(
                            "the field '" + field.getKey() + "' has a column and is in 'payload' too");
                }
                payload = payload.with(field.getKey(), field.getValue());
            }
            return payload;
        }

        @Override
        public void close() throws IOException {
            records.close();
        }
    }

    @Override
    public ItemWriter write(Output out, int dimension) throws IOException {
        OutputStream stream = out.stream();
        stream.write((String.join(",", OWN) + "\r\n").getBytes(StandardCharsets.UTF_8));
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
