package dev.vicino.explorer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/collections/{collection}/embed` and `…/decode`: from pictures to vectors and back.
final class EmbeddingResource {
    private static final int MOST_VECTORS = 64;

    private final Catalogue catalogue;

    EmbeddingResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param position on the map that was asked for; null if it has none
    /// @param micros that embedding took, in µs
    /// @param pixels that were embedded, as base64 of a byte a pixel
    record Embedded(float[] vector, float @Nullable [] position, long micros, String pixels) {}

    /// @param pictures each as base64 of a byte a pixel
    /// @param micros that decoding took, in µs
    record Decoded(List<String> pictures, long micros) {}

    List<Route> routes() {
        return List.of(
                Route.post("/collections/{collection}/embed", this::embed)
                        .taking("projection")
                        .upTo(Route.MOST_PICTURE),
                Route.post("/collections/{collection}/decode", this::decode));
    }

    private Reply embed(Call call) throws InterruptedException {
        Catalogue.Explored explored = catalogue.of(call);
        Embedder embedder = explored.embedder();
        float[] pixels = pixels(call, embedder);
        long begun = System.nanoTime();
        float[] vector = embedder.embed(pixels);
        long micros = (System.nanoTime() - begun) / 1000;
        MapPlace places = MapPlace.of(explored, call.parameter("projection"));
        return Reply.json(new Embedded(vector, places.of(null, vector), micros, Pixels.encode(pixels)));
    }

    private static float[] pixels(Call call, Embedder embedder) {
        return switch (call.contentType()) {
            case "application/json" ->
                Pixels.decode("pixels", call.json("pixels").requiredText("pixels"));
            case "image/png", "image/jpeg" -> SearchBody.checked(() -> embedder.read(call.body()));
            default ->
                throw new Refusal(
                        415,
                        "the body is '" + call.contentType()
                                + "'; expected 'application/json', 'image/png' or 'image/jpeg'");
        };
    }

    private Reply decode(Call call) {
        List<float[]> vectors = call.json("vectors").vectors("vectors", MOST_VECTORS);
        Catalogue.Explored explored = catalogue.of(call);
        Decoder decoder = explored.decoder();
        int dimension = explored.spec().dimension();
        for (int i = 0; i < vectors.size(); i++) {
            if (vectors.get(i).length != dimension) {
                throw Refusal.badRequest("'vectors[" + i + "]' has " + vectors.get(i).length
                        + " dimensions; collection '" + explored.spec().name() + "' has " + dimension);
            }
        }
        long begun = System.nanoTime();
        List<float[]> pictures = vectors.stream().map(decoder::decode).toList();
        long micros = (System.nanoTime() - begun) / 1000;
        return Reply.json(new Decoded(pictures.stream().map(Pixels::encode).toList(), micros));
    }
}
