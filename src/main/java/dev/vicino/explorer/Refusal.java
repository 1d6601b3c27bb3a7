package dev.vicino.explorer;

import org.jspecify.annotations.Nullable;

/// A call cannot be answered as it is; the message tells its sender why.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable Integer position;

    Refusal(int status, String detail) {
        this(status, detail, null);
    }

    private Refusal(int status, String detail, @Nullable Integer position) {
        super(detail, null, false, false);
        this.status = status;
        this.position = position;
    }

    static Refusal badRequest(String detail) {
        return new Refusal(400, detail);
    }

    /// A text goes wrong at a character, from 1.
    static Refusal badText(String detail, int position) {
        return new Refusal(400, detail, position);
    }

    static Refusal notFound(String detail) {
        return new Refusal(404, detail);
    }

    int status() {
        return status;
    }

    /// Where the filter that was sent goes wrong: 1 for its first character. Null if something else is wrong.
    @Nullable
    Integer position() {
        return position;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
