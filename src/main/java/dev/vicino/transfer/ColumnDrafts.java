package dev.vicino.transfer;

import dev.vicino.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows of formats with typed columns: `id`, `vector`, `payload` (JSON, as [PayloadJson] tells), `text` and `source`
/// mean what they say, every other column is a payload field of the column's own type.
final class ColumnDrafts {
    static final String ID = "id";
    static final String VECTOR = "vector";
    static final String PAYLOAD = "payload";
    static final String TEXT = "text";
    static final String SOURCE = "source";

    private ColumnDrafts() {}

    /// @param vector null if the row has none
    /// @param values of all other columns by name, without those that are null
    /// @throws IllegalArgumentException in a sentence, if a value is of a type that it cannot be
    static Draft of(float @Nullable [] vector, Map<String, Object> values) {
        Map<String, Object> fields = new HashMap<>(values);
        String id = null;
        Object key = fields.remove(ID);
        if (key != null) {
            id = key instanceof Long || key instanceof Integer ? key.toString() : string(ID, key);
        }
        String payload = string(PAYLOAD, fields.remove(PAYLOAD));
        String text = string(TEXT, fields.remove(TEXT));
        String source = string(SOURCE, fields.remove(SOURCE));
        return new Draft(id, vector, payload(payload, fields), text, source);
    }

    /// The payload of a column of JSON, and of the columns that are fields.
    ///
    /// @param json null if there is none
    /// @throws IllegalArgumentException in a sentence, if a field is in both
    static Payload payload(@Nullable String json, Map<String, Object> fields) {
        Payload kept = json == null ? Payload.EMPTY : ItemJson.readPayload(json);
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            if (kept.get(field.getKey()).isPresent()) {
                throw new IllegalArgumentException(
                        "the field '" + field.getKey() + "' has a column and is in 'payload' too");
            }
            kept = kept.with(field.getKey(), field.getValue());
        }
        return kept;
    }

    private static @Nullable String string(String column, @Nullable Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw new IllegalArgumentException(
                "column '" + column + "' holds a " + value.getClass().getName() + "; expected a string");
    }

    /// A vector out of a list of numbers.
    ///
    /// @throws IllegalArgumentException naming the position, if one is null or does not fit a float
    static float[] vector(List<?> numbers) {
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            Object number = numbers.get(i);
            if (!(number instanceof Float || number instanceof Double)) {
                throw new IllegalArgumentException(
                        "its vector has " + number + " at position " + i + "; expected float32 or float64 numbers");
            }
            vector[i] = rounded(((Number) number).doubleValue(), i);
        }
        return vector;
    }

    private static float rounded(double number, int position) {
        float value = (float) number;
        if (Float.isInfinite(value) && !Double.isInfinite(number)) {
            throw new IllegalArgumentException(number + " at position " + position + " does not fit a float");
        }
        return value;
    }

    /// The elements of a list as a payload keeps them.
    static List<Object> elements(List<?> values) {
        List<Object> elements = new ArrayList<>(values.size());
        for (Object value : values) {
            if (value == null) {
                throw new IllegalArgumentException("a list holds a null; a payload's list cannot");
            }
            elements.add(value);
        }
        return elements;
    }
}
