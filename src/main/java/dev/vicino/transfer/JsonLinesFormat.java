package dev.vicino.transfer;

import dev.vicino.Item;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// JSON Lines in UTF-8: an item a line, as [ItemJson] tells. Empty lines are no rows; a line is at most 64 MiB long.
final class JsonLinesFormat implements TransferFormat {
    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public List<String> suffixes() {
        return List.of(".jsonl", ".ndjson");
    }

    @Override
    public boolean holdsItems() {
        return true;
    }

    @Override
    public RowReader read(Path file, ReadOptions options) throws IOException {
        return new Lines(new LineReader(file));
    }

    /// The rows of a file.
    private static final class Lines implements RowReader {
        private final LineReader lines;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 12);
        private long lineNumber;
        private long row;

        private Lines(LineReader lines) {
            this.lines = lines;
        }

        @Override
        public OptionalInt dimension() {
            return OptionalInt.empty();
        }

        @Override
        public OptionalLong total() {
            return lines.estimate(row);
        }

        @Override
        public @Nullable Row next() throws IOException {
            long length = nextLine();
            if (length < 0) {
                return null;
            }
            String content = "";
            try {
                if (length > LineReader.LONGEST) {
                    throw new IllegalArgumentException(
                            "it has " + length + " bytes; expected at most " + LineReader.LONGEST);
                }
                content = Utf8.text(line.toByteArray());
                return new Row.Given(row, ItemJson.read(content));
            } catch (IllegalArgumentException reason) {
                return new RefusedRow(row, "line " + lineNumber + ": " + reason.getMessage(), content);
            } finally {
                row++;
            }
        }

        /// The length of the next line that is not empty; -1 if there is none.
        private long nextLine() throws IOException {
            long length;
            do {
                length = lines.readLine(line);
                lineNumber++;
            } while (length >= 0 && isBlank());
            return length;
        }

        private boolean isBlank() {
            return line.size() <= 64
                    && line.toString(StandardCharsets.ISO_8859_1).isBlank();
        }

        @Override
        public void skip(long rows) throws IOException {
            for (long passed = 0; passed < rows && nextLine() >= 0; passed++) {
                row++;
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    @Override
    public ItemWriter write(Output out, int dimension) {
        return writer(out, true);
    }

    /// @param withVectors whether the vectors are written here, or elsewhere
    static ItemWriter writer(Output out, boolean withVectors) {
        return new ItemWriter() {
            @Override
            public void write(Item item) throws IOException {
                byte[] line = ItemJson.write(item, withVectors).getBytes(StandardCharsets.UTF_8);
                if (line.length > LineReader.LONGEST) {
                    throw new TransferException("item '" + item.id() + "' makes a line of " + line.length
                            + " bytes; expected at most " + LineReader.LONGEST);
                }
                out.stream().write(line);
                out.stream().write('\n');
            }

            @Override
            public void finish() {}
        };
    }
}
