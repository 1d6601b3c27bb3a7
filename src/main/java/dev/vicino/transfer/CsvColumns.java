package dev.vicino.transfer;

import dev.vicino.CollectionSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the columns of a CSV file are, by their headings.
final class CsvColumns {
    /// Those that are written, and that mean what they say.
    static final List<String> OWN =
            List.of(ColumnDrafts.ID, ColumnDrafts.VECTOR, ColumnDrafts.PAYLOAD, ColumnDrafts.TEXT, ColumnDrafts.SOURCE);

    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?");

    /// Before the number of a dimension, where nothing else is asked for.
    private static final String PREFIX = "v";

    /// One column.
    private sealed interface Column {
        /// A part of the item: one of [#OWN].
        record Own(String name) implements Column {}

        /// A number of the vector.
        record Dimension(String heading, int position) implements Column {}

        /// A field of the payload.
        record Field(PayloadColumn column) implements Column {}
    }

    private final List<Column> columns;

    /// How many columns are dimensions; 0 where the vector is one column.
    private final int dimension;

    private CsvColumns(List<Column> columns) {
        this.columns = columns;
        this.dimension = (int)
                columns.stream().filter(Column.Dimension.class::isInstance).count();
    }

    /// @param prefix of the columns that are dimensions; null if the file may have its vectors in one column
    /// @throws TransferException if the headings tell of no vector, or contradict each other
    static CsvColumns of(Path file, List<String> headings, @Nullable String prefix) {
        boolean oneColumn = headings.contains(ColumnDrafts.VECTOR);
        if (oneColumn && prefix != null) {
            throw new TransferException(file + " has the headings " + headings
                    + "; expected no 'vector' among them, as " + numbered(prefix) + " were asked for");
        }
        Map<String, Integer> positions =
                oneColumn ? Map.of() : positions(file, headings, prefix == null ? PREFIX : prefix);
        if (positions.isEmpty() && !oneColumn) {
            throw new TransferException(file + " has the headings " + headings + "; expected "
                    + (prefix == null ? "'vector' among them, or " + numbered(PREFIX) : numbered(prefix))
                    + " for the numbers of each vector");
        }
        return new CsvColumns(columns(file, headings, positions));
    }

    private static String numbered(String prefix) {
        return "'" + prefix + "0', '" + prefix + "1', …";
    }

    /// The position in the vector of each column that is a dimension. Which comes first in the file does not matter.
    private static Map<String, Integer> positions(Path file, List<String> headings, String prefix) {
        Pattern pattern = Pattern.compile(Pattern.quote(prefix) + "[0-9]{1,9}");
        Map<String, Integer> numbers = new HashMap<>();
        headings.stream()
                .filter(heading -> pattern.matcher(heading).matches())
                .forEach(heading -> numbers.put(heading, Integer.valueOf(heading.substring(prefix.length()))));
        int first = numbers.containsValue(0) ? 0 : 1;
        IntStream.range(first, first + numbers.size())
                .filter(number -> !numbers.containsValue(number))
                .findFirst()
                .ifPresent(missing -> {
                    throw new TransferException(file + " has " + numbers.size()
                            + " columns for the numbers of each vector, but none that is '" + prefix + missing
                            + "'; expected them to be numbered from 0 or 1 on, without a gap");
                });
        if (numbers.size() > CollectionSpec.MAX_DIMENSION) {
            throw new TransferException(file + " has " + numbers.size()
                    + " columns for the numbers of each vector; expected at most " + CollectionSpec.MAX_DIMENSION);
        }
        numbers.replaceAll((heading, number) -> number - first);
        return numbers;
    }

    private static List<Column> columns(Path file, List<String> headings, Map<String, Integer> positions) {
        Set<String> seen = new HashSet<>();
        return headings.stream()
                .map(heading -> {
                    try {
                        return column(heading, positions.get(heading), seen);
                    } catch (IllegalArgumentException wrong) {
                        throw new TransferException(
                                file + " has the heading '" + heading + "': " + wrong.getMessage(), wrong);
                    }
                })
                .toList();
    }

    private static Column column(String heading, @Nullable Integer position, Set<String> seen) {
        Column column;
        String name = heading;
        if (OWN.contains(heading)) {
            column = new Column.Own(heading);
        } else if (position != null) {
            column = new Column.Dimension(heading, position);
        } else {
            PayloadColumn field = PayloadColumn.of(heading);
            column = new Column.Field(field);
            name = field.name();
        }
        if (!seen.add(name)) {
            throw new IllegalArgumentException("'" + name + "' stands there twice");
        }
        return column;
    }

    /// The dimension of all rows, if the headings tell it.
    OptionalInt dimension() {
        return dimension == 0 ? OptionalInt.empty() : OptionalInt.of(dimension);
    }

    /// A record by its columns.
    ///
    /// @param texts of the fields; null for an empty one
    /// @throws IllegalArgumentException in a sentence, if there are more or fewer, or one is not what its column holds
    Draft draft(List<@Nullable String> texts) {
        if (texts.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "it has " + texts.size() + " fields; expected " + columns.size() + ", as there are headings");
        }
        Map<String, String> own = new HashMap<>();
        Map<String, Object> fields = new HashMap<>();
        float[] numbers = new float[dimension];
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            switch (columns.get(i)) {
                case Column.Dimension number -> numbers[number.position()] = number(number.heading(), text);
                case Column.Own part -> {
                    if (text != null) {
                        own.put(part.name(), text);
                    }
                }
                case Column.Field field -> {
                    Object value = field.column().value(text);
                    if (value != null) {
                        fields.put(field.column().name(), value);
                    }
                }
            }
        }
        String vector = own.get(ColumnDrafts.VECTOR);
        return new Draft(
                own.get(ColumnDrafts.ID),
                dimension > 0 ? numbers : vector == null ? null : ItemJson.readVector(vector),
                ColumnDrafts.payload(own.get(ColumnDrafts.PAYLOAD), fields),
                own.get(ColumnDrafts.TEXT),
                own.get(ColumnDrafts.SOURCE));
    }

    /// From the digits themselves: by way of a double, some numbers would round twice.
    private static float number(String heading, @Nullable String text) {
        String digits = text == null ? "" : text.strip();
        if (!NUMBER.matcher(digits).matches()) {
            throw new IllegalArgumentException("column '" + heading + "' has '" + digits + "'; expected a number");
        }
        float value = Float.parseFloat(digits);
        if (Float.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "column '" + heading + "' has " + digits + ", which does not fit a float");
        }
        return value;
    }
}
