package dev.vicino.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vicino.CorruptStoreException;
import dev.vicino.FilterSyntaxException;
import dev.vicino.FormatVersionException;
import dev.vicino.NoGraphException;
import dev.vicino.NoSuchCollectionException;
import dev.vicino.NoSuchItemException;
import dev.vicino.VicinoException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why a call was not answered, as RFC 9457 (`application/problem+json`) writes it.
///
/// @param type `about:blank`: the status says what kind it is
/// @param title of the status
/// @param detail for people
/// @param instance the path that was called
/// @param position where the filter that was sent goes wrong, from 1; null if nothing is wrong with a filter
record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer position) {
    private static final System.Logger LOG = System.getLogger("dev.vicino.explorer");

    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(421, "Misdirected Request"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"));

    static Problem of(int status, String detail, String instance) {
        return new Problem("about:blank", title(status), status, detail, instance, null);
    }

    private static String title(int status) {
        return TITLES.getOrDefault(status, "Status " + status);
    }

    /// What went wrong in answering a call. Our own exceptions speak for themselves; any other is our fault, is logged
    /// whole, and tells the caller nothing.
    static Problem of(Throwable failure, String instance) {
        return switch (failure) {
            case Refusal refusal ->
                new Problem(
                        "about:blank",
                        title(refusal.status()),
                        refusal.status(),
                        refusal.detail(),
                        instance,
                        refusal.position());
            case VicinoException known ->
                new Problem(
                        "about:blank",
                        title(status(known)),
                        status(known),
                        String.valueOf(known.getMessage()),
                        instance,
                        known instanceof FilterSyntaxException wrong ? wrong.column() : null);
            default -> {
                LOG.log(System.Logger.Level.WARNING, "the explorer failed to answer " + instance, failure);
                yield of(500, "the explorer failed to answer; its log says why", instance);
            }
        };
    }

    private static int status(VicinoException failure) {
        return switch (failure) {
            case NoSuchCollectionException absent -> 404;
            case NoSuchItemException absent -> 404;
            case NoGraphException absent -> 404;
            case CorruptStoreException damaged -> 500;
            case FormatVersionException foreign -> 500;
            default -> 400;
        };
    }

    Reply reply() {
        return Reply.bytes(status, "application/problem+json", Json.write(this));
    }
}
