package dev.vicino.explorer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A call of the API, read whole.
///
/// @param path that was called, as it was sent
/// @param places what stands in the path for the names in the route's template, decoded
/// @param parameters of the query, decoded; only such as the route knows
/// @param contentType of the body, in lower case and without its parameters; empty if there is none
/// @param body empty if there is none
record Call(String path, Map<String, String> places, Map<String, String> parameters, String contentType, byte[] body) {
    /// What stands in the path.
    String place(String name) {
        String value = places.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no '" + name + "' in the route of " + path);
        }
        return value;
    }

    /// A parameter of the query; null if there is none.
    @Nullable
    String parameter(String name) {
        return parameters.get(name);
    }

    String parameter(String name, String usual) {
        return parameters.getOrDefault(name, usual);
    }

    /// A whole number within bounds; the usual one if there is none.
    int whole(String name, int usual, int least, int most) {
        String text = parameters.get(name);
        if (text == null) {
            return usual;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException none) {
            // Told below, like a number out of bounds.
        }
        throw Refusal.badRequest(
                "'" + name + "' is '" + text + "'; expected a whole number from " + least + " to " + most);
    }

    /// The fields of the JSON object in the body.
    ///
    /// @param known all the fields there may be
    JsonFields json(String... known) {
        if (!contentType.equals("application/json")) {
            throw new Refusal(
                    415,
                    "the body is " + (contentType.isEmpty() ? "of no named type" : "'" + contentType + "'")
                            + "; expected 'application/json'");
        }
        if (body.length > Route.MOST_JSON) {
            throw new Refusal(413, "the body has more than " + Route.MOST_JSON + " bytes; expected at most that");
        }
        return new JsonFields("", Json.object(body), known);
    }
}
