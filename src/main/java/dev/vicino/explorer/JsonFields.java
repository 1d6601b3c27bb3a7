package dev.vicino.explorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The fields of a JSON object that somebody sent. A field that is null counts as left out; one that nobody knows, or
/// that is of another type than expected, is refused with its name and value.
final class JsonFields {
    private final String place;
    private final ObjectNode object;

    /// @param place of the object, for messages: empty for the body itself, else such as `query.`
    /// @param known all the fields there may be
    /// @throws Refusal if there is another
    JsonFields(String place, ObjectNode object, String... known) {
        this.place = place;
        this.object = object;
        Set<String> expected = Set.of(known);
        for (String name : object.propertyNames()) {
            if (!expected.contains(name)) {
                throw Refusal.badRequest("unknown field '" + place + name + "'; expected "
                        + (known.length == 1 ? "'" : "one of '")
                        + String.join("', '", Arrays.asList(known)) + "'");
            }
        }
    }

    /// Null if there is none.
    private @Nullable JsonNode find(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    boolean has(String name) {
        return find(name) != null;
    }

    private Refusal wrong(String name, @Nullable JsonNode value, String expected) {
        String found = value == null ? " is missing; expected " : " is " + Json.kind(value) + "; expected ";
        return Refusal.badRequest("'" + place + name + "'" + found + expected);
    }

    /// An object within this one.
    JsonFields object(String name, String... known) {
        if (find(name) instanceof ObjectNode inner) {
            return new JsonFields(place + name + ".", inner, known);
        }
        throw wrong(name, find(name), "an object");
    }

    /// A text; null if there is none.
    @Nullable
    String text(String name) {
        JsonNode value = find(name);
        if (value == null || value.isString()) {
            return value == null ? null : value.stringValue();
        }
        throw wrong(name, value, "a string");
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw wrong(name, null, "a string");
        }
        return text;
    }

    /// A whole number within bounds; the usual one if there is none.
    int whole(String name, int usual, int least, int most) {
        JsonNode value = find(name);
        if (value == null) {
            return usual;
        }
        if (value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= least
                && value.intValue() <= most) {
            return value.intValue();
        }
        throw wrong(name, value, "a whole number from " + least + " to " + most);
    }

    /// A number; null if there is none.
    @Nullable
    Double number(String name) {
        JsonNode value = find(name);
        if (value == null || value.isNumber()) {
            return value == null ? null : Double.valueOf(value.doubleValue());
        }
        throw wrong(name, value, "a number");
    }

    /// False if it is not there.
    boolean flag(String name) {
        JsonNode value = find(name);
        if (value == null || value.isBoolean()) {
            return value != null && value.booleanValue();
        }
        throw wrong(name, value, "true or false");
    }

    /// Texts; null if the field is not there.
    ///
    /// @param most how many there may be
    @Nullable
    List<String> texts(String name, int most) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(name, value, "strings", most)) {
            if (!element.isString()) {
                throw wrong(name + "[" + texts.size() + "]", element, "a string");
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    /// A vector.
    float[] vector(String name) {
        return vector(name, find(name));
    }

    /// Vectors, at least one.
    ///
    /// @param most how many there may be
    List<float[]> vectors(String name, int most) {
        List<float[]> vectors = new ArrayList<>();
        for (JsonNode element : elements(name, find(name), "vectors", most)) {
            vectors.add(vector(name + "[" + vectors.size() + "]", element));
        }
        if (vectors.isEmpty()) {
            throw wrong(name, find(name), "at least one vector");
        }
        return vectors;
    }

    private JsonNode elements(String name, @Nullable JsonNode value, String what, int most) {
        if (value == null || !value.isArray() || value.size() > most) {
            throw wrong(name, value, "an array of " + what + ", at most " + most);
        }
        return value;
    }

    private float[] vector(String name, @Nullable JsonNode value) {
        if (value == null || !value.isArray()) {
            throw wrong(name, value, "an array of numbers");
        }
        float[] vector = new float[value.size()];
        for (int i = 0; i < vector.length; i++) {
            JsonNode component = value.get(i);
            vector[i] = component.isNumber() ? (float) component.doubleValue() : Float.NaN;
            if (!Float.isFinite(vector[i])) {
                throw wrong(name + "[" + i + "]", component, "a finite number within a float's range");
            }
        }
        return vector;
    }
}
