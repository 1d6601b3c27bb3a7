package dev.vicino.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sentences and their embeddings, read from JSON that the user supplies:
///
/// ```json
/// {"model": "…", "sentences": [{"id": "0", "text": "…", "embedding": [0.37, 0.26, …]}, …]}
/// ```
///
/// `model`, `note`, `excerpt` and each sentence's `id` may be left out; an id is then the sentence's position, from 0.
///
/// @param sentences at least one, all of the same dimension
/// @param model that made the embeddings; null if the file does not say
/// @param note for the reader; null if there is none
/// @param excerpt whether the embeddings are only parts of longer ones
public record Sentences(
        List<Sentence> sentences,
        @Nullable String model,
        @Nullable String note,
        boolean excerpt) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public Sentences {
        sentences = List.copyOf(sentences);
    }

    /// Floats in each embedding.
    public int dimension() {
        return sentences.getFirst().embedding().length;
    }

    /// Reads a file.
    ///
    /// @throws SentencesException in one line, if it cannot be used
    /// @throws IOException if it cannot be read
    public static Sentences read(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        if (content.length == 0) {
            throw new SentencesException(file + " is empty; expected a JSON object with a list of 'sentences'");
        }
        JsonNode root;
        try {
            root = JSON.readTree(content);
        } catch (JacksonException malformed) {
            TokenStreamLocation at = malformed.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new SentencesException(file + " is no JSON" + place + ": "
                    + malformed.getOriginalMessage().lines().findFirst().orElse("?"));
        }
        JsonNode list = root.get("sentences");
        if (list == null || !list.isArray()) {
            throw new SentencesException(file + " has no list of 'sentences'; expected"
                    + " {\"sentences\": [{\"text\": \"…\", \"embedding\": […]}]}");
        }
        if (list.isEmpty()) {
            throw new SentencesException(file + " has an empty list of 'sentences'; expected at least one");
        }
        return new Sentences(
                new Reader(file).readAll(list),
                text(root, "model"),
                text(root, "note"),
                root.path("excerpt").asBoolean(false));
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value != null && value.isString() ? value.asString() : null;
    }

    /// Reads the list, knowing which file to name in a complaint.
    private record Reader(Path file) {
        List<Sentence> readAll(JsonNode list) {
            List<Sentence> sentences = new ArrayList<>();
            Map<String, Integer> positions = new HashMap<>();
            for (int position = 0; position < list.size(); position++) {
                Sentence sentence = read(list.get(position), position);
                Integer earlier = positions.putIfAbsent(sentence.id(), position);
                if (earlier != null) {
                    throw refused(position, sentence.id(), "has the id of sentence " + earlier + "; expected another");
                }
                int expected = sentences.isEmpty()
                        ? sentence.embedding().length
                        : sentences.getFirst().embedding().length;
                if (sentence.embedding().length != expected) {
                    throw refused(
                            position,
                            sentence.id(),
                            "has an embedding of " + sentence.embedding().length + " dimensions; sentence 0 has "
                                    + expected);
                }
                sentences.add(sentence);
            }
            return sentences;
        }

        private Sentence read(JsonNode node, int position) {
            JsonNode idNode = node.path("id");
            String id = idNode.isMissingNode() ? String.valueOf(position) : idNode.asString("");
            if (!node.isObject()) {
                throw refused(position, id, "is no object; expected one with 'text' and 'embedding'");
            }
            if (id.isBlank()) {
                throw refused(position, id, "has the id " + idNode + "; expected a string that is not blank");
            }
            String text = text(node, "text");
            if (text == null || text.isBlank()) {
                throw refused(position, id, "has no 'text'");
            }
            JsonNode embedding = node.path("embedding");
            if (!embedding.isArray() || embedding.isEmpty()) {
                throw refused(position, id, "has no 'embedding'; expected a list of numbers");
            }
            return new Sentence(id, text, floats(embedding, position, id));
        }

        private float[] floats(JsonNode embedding, int position, String id) {
            float[] values = new float[embedding.size()];
            boolean allZero = true;
            for (int i = 0; i < values.length; i++) {
                JsonNode number = embedding.get(i);
                // From the digits themselves: by way of a double, some numbers would round twice.
                values[i] = number.isNumber() ? Float.parseFloat(number.asString()) : Float.NaN;
                if (!Float.isFinite(values[i])) {
                    throw refused(
                            position,
                            id,
                            "has " + number + " at place " + i
                                    + " of its embedding; expected a number that fits a float");
                }
                allZero &= values[i] == 0;
            }
            if (allZero) {
                throw refused(position, id, "has an embedding of zeros: it has no direction, so no cosine distance");
            }
            return values;
        }

        private SentencesException refused(int position, String id, String complaint) {
            return new SentencesException(file + ": sentence " + position + " ('" + id + "') " + complaint);
        }
    }
}
