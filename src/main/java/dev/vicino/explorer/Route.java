package dev.vicino.explorer;

import java.io.IOException;
import java.util.Set;

/// A path of the API, and who answers there.
///
/// @param method of HTTP, `GET` or `POST`
/// @param template below [#ROOT], such as `/collections/{collection}/items/{id}`
/// @param parameters that a query may have
/// @param mostBytes that a body may have
record Route(String method, String template, Set<String> parameters, int mostBytes, Handler handler) {
    /// What all paths of this version start with.
    static final String ROOT = "/api/v1";

    /// The largest body of JSON, in bytes.
    static final int MOST_JSON = 1_000_000;

    /// The largest picture, in bytes.
    static final int MOST_PICTURE = 4_000_000;

    /// Answers calls of one route.
    @FunctionalInterface
    interface Handler {
        /// The answer to a call.
        ///
        /// @throws Refusal if the call cannot be answered as it is
        Reply answer(Call call) throws IOException, InterruptedException;
    }

    static Route get(String template, Handler handler) {
        return new Route("GET", template, Set.of(), 0, handler);
    }

    static Route post(String template, Handler handler) {
        return new Route("POST", template, Set.of(), MOST_JSON, handler);
    }

    /// This route with parameters of the query.
    Route taking(String... names) {
        return new Route(method, template, Set.of(names), mostBytes, handler);
    }

    /// This route with bodies up to another size.
    Route upTo(int bytes) {
        return new Route(method, template, parameters, bytes, handler);
    }
}
