package dev.vicino.explorer;

import dev.vicino.Item;
import dev.vicino.NoSuchItemException;
import dev.vicino.Query;
import dev.vicino.VectorCollection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody asks for: a vector, a stored item, words, or a picture.
///
/// @param query for the search
/// @param id of the stored item that is asked for; null if it is something else
/// @param vector of it; null for words
/// @param embedMicros that it took to make the vector of a picture, in µs; 0 if there is none
record QueryBody(Query query, @Nullable String id, float @Nullable [] vector, long embedMicros) {
    private static final String[] FORMS = {"vector", "id", "text", "pixels"};

    /// Reads the field `query` of a body.
    static QueryBody read(JsonFields body, Catalogue.Explored explored) {
        JsonFields fields = body.object("query", FORMS);
        List<String> given = List.of(FORMS).stream().filter(fields::has).toList();
        if (given.size() != 1) {
            throw Refusal.badRequest("'query' has " + (given.isEmpty() ? "none" : given)
                    + " of 'vector', 'id', 'text' and 'pixels'; expected exactly one of them");
        }
        return switch (given.getFirst()) {
            case "vector" -> ofVector(fields.vector("vector"));
            case "id" -> ofItem(fields.requiredText("id"), explored.collection());
            case "text" -> ofWords(fields.requiredText("text"));
            default -> ofPixels(Pixels.decode("query.pixels", fields.requiredText("pixels")), explored);
        };
    }

    private static QueryBody ofVector(float[] vector) {
        return new QueryBody(new Query.Near(vector), null, vector, 0);
    }

    private static QueryBody ofItem(String id, VectorCollection collection) {
        Item item = collection
                .get(id)
                .orElseThrow(() -> new NoSuchItemException(
                        "collection '" + collection.spec().name() + "' has no item '" + id + "'"));
        return new QueryBody(new Query.Like(id), id, item.vector(), 0);
    }

    private static QueryBody ofWords(String words) {
        if (words.isBlank()) {
            throw Refusal.badRequest("'query.text' is blank; expected words");
        }
        return new QueryBody(new Query.Words(words), null, null, 0);
    }

    private static QueryBody ofPixels(float[] pixels, Catalogue.Explored explored) {
        Embedder embedder = explored.embedder();
        long begun = System.nanoTime();
        float[] vector = embedder.embed(pixels);
        return new QueryBody(new Query.Near(vector), null, vector, (System.nanoTime() - begun) / 1000);
    }

    /// The vector, where only one will do.
    float[] requiredVector() {
        if (vector == null) {
            throw Refusal.badRequest("'query' has words, which have no vector; expected 'vector', 'id' or 'pixels'");
        }
        return vector;
    }
}
