package dev.vicino.transfer;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The records of a CSV file in UTF-8, as RFC 4180 has them: fields between commas, those that hold a comma, a quote or
/// a line end between quotes, a quote within doubled. Lines end in CR LF, LF or the file's end.
final class CsvRecords implements Closeable {
    private final LineReader bytes;
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private long line = 1;

    /// The byte that was read last.
    private int last;

    CsvRecords(Path file) throws IOException {
        bytes = new LineReader(file);
    }

    /// One record.
    ///
    /// @param line where it begins, from 1
    /// @param fields null for one that is empty and has no quotes around it
    /// @param raw its text as it stands in the file, without its end
    /// @param complaint why it is none; null if it is one
    record Entry(
            long line,
            List<@Nullable String> fields,
            String raw,
            @Nullable String complaint) {}

    /// The next record that is not an empty line; null after the last.
    @Nullable
    Entry next() throws IOException {
        int next = bytes.read();
        while (next == '\r' || next == '\n') {
            line += next == '\n' ? 1 : 0;
            next = bytes.read();
        }
        return next < 0 ? null : read(next);
    }

    private Entry read(int first) throws IOException {
        long begun = line;
        last = first;
        raw.reset();
        List<@Nullable String> fields = new ArrayList<>();
        int next = first;
        try {
            while (true) {
                next = next == '"' ? readQuoted(fields) : readPlain(next, fields);
                if (next != ',') {
                    break;
                }
                keep(next);
                next = read();
            }
        } catch (IllegalArgumentException malformed) {
            String complaint = String.valueOf(malformed.getMessage());
            pastTheLine();
            return new Entry(begun, fields, text(), complaint);
        }
        line++;
        return new Entry(begun, fields, text(), null);
    }

    private String text() {
        return raw.toString(StandardCharsets.UTF_8);
    }

    private void keep(int next) {
        if (raw.size() >= LineReader.LONGEST) {
            throw new IllegalArgumentException("it has more than " + LineReader.LONGEST
                    + " bytes, as if a quote were not closed; expected at most so many");
        }
        raw.write(next);
    }

    private int read() throws IOException {
        last = bytes.read();
        return last;
    }

    /// Reads a field without quotes, of which the first byte is there; returns what ends it.
    private int readPlain(int first, List<@Nullable String> fields) throws IOException {
        field.reset();
        int next = first;
        while (next >= 0 && next != ',' && next != '\n' && next != '\r') {
            keep(next);
            if (next == '"') {
                throw new IllegalArgumentException("field " + (fields.size() + 1)
                        + " has a quote inside and none around; expected both, and the one inside doubled");
            }
            field.write(next);
            next = read();
        }
        fields.add(field.size() == 0 ? null : Utf8.text(field.toByteArray()));
        return next == '\r' ? lineFeed() : next;
    }

    /// Reads a field after its opening quote; returns what ends it.
    private int readQuoted(List<@Nullable String> fields) throws IOException {
        field.reset();
        keep('"');
        while (true) {
            int next = read();
            if (next < 0) {
                throw new IllegalArgumentException(
                        "field " + (fields.size() + 1) + " has an opening quote and no closing one");
            }
            keep(next);
            if (next == '"') {
                next = read();
                if (next != '"') {
                    fields.add(Utf8.text(field.toByteArray()));
                    return afterQuote(next, fields.size());
                }
                keep(next);
            }
            line += next == '\n' ? 1 : 0;
            field.write(next);
        }
    }

    private int afterQuote(int next, int number) throws IOException {
        int end = next == '\r' ? lineFeed() : next;
        if (end >= 0 && end != ',' && end != '\n') {
            keep(end);
            throw new IllegalArgumentException("field " + number + " goes on after its closing quote");
        }
        return end;
    }

    private int lineFeed() throws IOException {
        int next = read();
        if (next >= 0 && next != '\n') {
            throw new IllegalArgumentException("a carriage return stands outside of quotes without a line feed");
        }
        return next;
    }

    /// Where a record is none, the next begins after the line.
    private void pastTheLine() throws IOException {
        int next = last;
        while (next >= 0 && next != '\n') {
            next = bytes.read();
            if (next >= 0 && next != '\n' && raw.size() < LineReader.LONGEST) {
                raw.write(next);
            }
        }
        line++;
    }

    OptionalLong estimate(long rows) {
        return bytes.estimate(rows);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
