package dev.vicino.transfer;

import dev.vicino.PayloadType;
import org.jspecify.annotations.Nullable;

/// A CSV column that is a payload field, by its heading: `price:double`, or `name` alone for strings.
///
/// @param name of the field
/// @param type of its values
record PayloadColumn(String name, PayloadType type) {
    /// @throws IllegalArgumentException if what follows the last colon is no type
    static PayloadColumn of(String heading) {
        int colon = heading.lastIndexOf(':');
        return colon < 0
                ? new PayloadColumn(heading, PayloadType.STRING)
                : new PayloadColumn(heading.substring(0, colon), PayloadType.parse(heading.substring(colon + 1)));
    }

    /// @return null for no value
    /// @throws IllegalArgumentException if the text is no such value
    @Nullable
    Object value(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return switch (type) {
                case STRING -> text;
                case LONG -> Long.valueOf(text.strip());
                case DOUBLE -> Double.valueOf(text.strip());
                case BOOLEAN -> truth(text.strip());
                case INSTANT -> PayloadJson.instant(text.strip());
                case UUID -> PayloadJson.uuid(text.strip());
            };
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "column '" + name + "' has '" + text + "'; expected a " + type.symbol(), wrong);
        }
    }

    private static boolean truth(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    }
}
