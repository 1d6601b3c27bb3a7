package dev.vicino.explorer;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// All routes of the API.
final class Api {
    private static final String DESCRIPTION = "openapi.json";

    private Api() {}

    static Router router(Catalogue catalogue) {
        byte[] description = description();
        return new Router(Stream.of(
                        List.of(Route.get("/openapi.json", call -> Reply.bytes(200, "application/json", description))),
                        new CollectionsResource(catalogue).routes(),
                        new ItemsResource(catalogue).routes(),
                        new PicturesResource(catalogue).routes(),
                        new MapResource(catalogue).routes(),
                        new SearchResource(catalogue).routes(),
                        new CompareResource(catalogue).routes(),
                        new CurveResource(catalogue).routes(),
                        new WalkResource(catalogue).routes(),
                        new DoubtsResource(catalogue).routes(),
                        new EmbeddingResource(catalogue).routes(),
                        new FilterResource(catalogue).routes(),
                        new ExportResource(catalogue).routes())
                .flatMap(List::stream)
                .toList());
    }

    private static byte[] description() {
        try (InputStream bytes =
                Objects.requireNonNull(Api.class.getResourceAsStream(DESCRIPTION), "the jar lacks its openapi.json")) {
            return bytes.readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read the jar's openapi.json", unreadable);
        }
    }
}
