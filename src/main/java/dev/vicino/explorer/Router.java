package dev.vicino.explorer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds the route of a call, and reads what its address says.
final class Router {
    private final List<Route> routes;

    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    List<Route> routes() {
        return routes;
    }

    /// A route with what stands in the path for the names in its template.
    record Match(Route route, Map<String, String> places) {}

    /// @param rawPath below [Route#ROOT], percent-encoded
    /// @throws Refusal if there is no such path, or not with this method
    Match match(String method, String rawPath) {
        List<String> segments = segments(rawPath);
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Map<String, String> places = places(route.template(), segments);
            if (places != null) {
                if (route.method().equals(method)) {
                    return new Match(route, places);
                }
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            throw Refusal.notFound("there is nothing at '" + Route.ROOT + rawPath + "'; '" + Route.ROOT
                    + "/openapi.json' tells what there is");
        }
        throw new Refusal(405, "'" + method + "' is not answered here; expected " + String.join(" or ", allowed));
    }

    /// Null if the path is not of this template.
    private static @Nullable Map<String, String> places(String template, List<String> segments) {
        List<String> wanted = segments(template);
        if (wanted.size() != segments.size()) {
            return null;
        }
        Map<String, String> places = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String segment = wanted.get(i);
            if (segment.startsWith("{")) {
                places.put(segment.substring(1, segment.length() - 1), segments.get(i));
            } else if (!segment.equals(segments.get(i))) {
                return null;
            }
        }
        return places;
    }

    private static List<String> segments(String rawPath) {
        List<String> segments = new ArrayList<>();
        for (String segment : rawPath.split("/", -1)) {
            segments.add(decoded(segment, "the path"));
        }
        return segments;
    }

    /// The parameters of a query.
    ///
    /// @param rawQuery null if there is none
    /// @throws Refusal if there is one that the route does not know, or one twice
    static Map<String, String> parameters(Route route, @Nullable String rawQuery) {
        Map<String, String> parameters = new HashMap<>();
        if (rawQuery == null || rawQuery.isEmpty()) {
            return parameters;
        }
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals), "the query");
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1).replace('+', ' '), "'" + name + "'");
            if (!route.parameters().contains(name)) {
                throw Refusal.badRequest("unknown parameter '" + name + "'; expected "
                        + (route.parameters().isEmpty() ? "none" : "some of " + new TreeSet<>(route.parameters())));
            }
            if (parameters.put(name, value) != null) {
                throw Refusal.badRequest("parameter '" + name + "' is there twice; expected it once");
            }
        }
        return parameters;
    }

    /// Decodes what is percent-encoded.
    private static String decoded(String text, String place) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                bytes.put((byte) (digit(raw, i + 1, place) << 4 | digit(raw, i + 2, place)));
                i += 2;
            } else {
                bytes.put(raw[i]);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException malformed) {
            throw Refusal.badRequest(place + " is no UTF-8 where it is percent-encoded: '" + text + "'");
        }
    }

    private static int digit(byte[] raw, int at, String place) {
        int digit = at < raw.length ? Character.digit(raw[at], 16) : -1;
        if (digit < 0) {
            throw Refusal.badRequest(place + " has a '%' without two hexadecimal digits after it");
        }
        return digit;
    }
}
