package dev.vicino.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The page: what the web build has put beside this class. A path can only name a file of a known type, in the folder
/// itself or in `assets`; any other path is one of the page's own views.
final class Page {
    private static final String FOLDER = "page/";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"));

    private static final Pattern FILE = Pattern.compile("/((?:assets/)?[A-Za-z0-9_-][A-Za-z0-9._-]*\\.([a-z0-9]+))");

    private static final Pattern VIEW = Pattern.compile("/([A-Za-z0-9_~-][A-Za-z0-9._~%-]*/?)*");

    /// The build names assets by their content.
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final String ABSENT = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Vicino</title>
            <h1>The page was not built</h1>
            <p>This jar holds no page. <code>mvn package</code> builds it. The API is there:
            <a href="/api/v1/collections">/api/v1/collections</a>,
            <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p>
            </html>
            """;

    private Page() {}

    /// What a path shows.
    ///
    /// @param rawPath percent-encoded
    /// @throws Refusal if it is no path of the page
    static Reply at(String rawPath) throws IOException {
        Matcher file = FILE.matcher(rawPath);
        if (file.matches()) {
            String type = TYPES.get(file.group(2));
            byte[] bytes = type == null ? null : read(file.group(1));
            if (type != null && bytes != null) {
                boolean asset = rawPath.startsWith("/assets/");
                return Reply.bytes(200, type, bytes).with("Cache-Control", asset ? FOR_EVER : "no-cache");
            }
            throw Refusal.notFound("the page has no file '" + rawPath + "'");
        }
        if (rawPath.startsWith("/assets/") || !VIEW.matcher(rawPath).matches()) {
            throw Refusal.notFound("the page has no view '" + rawPath + "'");
        }
        byte[] index = read("index.html");
        return Reply.bytes(
                        200,
                        "text/html; charset=utf-8",
                        index == null ? ABSENT.getBytes(StandardCharsets.UTF_8) : index)
                .with("Cache-Control", "no-cache");
    }

    /// Null if there is no such file.
    private static byte @Nullable [] read(String name) throws IOException {
        try (InputStream bytes = Page.class.getResourceAsStream(FOLDER + name)) {
            return bytes == null ? null : bytes.readAllBytes();
        }
    }
}
