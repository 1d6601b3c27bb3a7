package dev.vicino;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A payload field, or a filter's comparison with one, is of another type than the collection declares or the caller
/// reads.
public final class PayloadTypeException extends VicinoException {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN_LENGTH = 100;

    public PayloadTypeException(String message) {
        super(message);
    }

    /// A payload's value with its type, for a message: `the string 'four'`.
    static String shown(Object value) {
        String kind = switch (value) {
            case String text -> "the string ";
            case Long number -> "the whole number ";
            case Double number -> "the number ";
            case Boolean truth -> "the boolean ";
            case Instant instant -> "the ";
            case UUID uuid -> "the ";
            case List<?> elements -> "the list ";
            default -> "the object ";
        };
        String literal = ScalarValue.literal(value);
        return kind + (literal.length() <= SHOWN_LENGTH ? literal : literal.substring(0, SHOWN_LENGTH) + "…");
    }
}
