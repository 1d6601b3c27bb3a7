import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Hit;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.PayloadType;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers a reader's question from a library's list of frequently asked ones: by its meaning, by its words, and by both
/// at once, in this very process. The sentences are embedded by all-MiniLM-L6-v2 in 384 dimensions, here on the CPU.
///
/// ```
/// mvn compile exec:exec
/// mvn compile exec:exec -Dquestion="Something for listening in the car?" -Dwhere="topic != 'building'"
/// ```
public class Faq {
    public static void main(String[] arguments) throws IOException {
        String question = arguments[0];
        Filter where = Filter.parse(arguments[1]);
        EmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel();
        try (VectorStore store = LuceneVectorStore.open(Path.of("target", "faq"))) {
            VectorCollection faq = store.collection(CollectionSpec.of("faq", 384)
                    .metrics(Metric.COSINE)
                    .embedder("all-MiniLM-L6-v2, quantised")
                    .field("topic", PayloadType.STRING)
                    .field("updated", PayloadType.INSTANT)
                    .indexText());
            if (faq.count() == 0) {
                faq.upsert(entries(model));
                faq.flush();
            }
            float[] meaning = model.embed(question).content().vector();
            System.out.println("\"" + question + "\" where " + where);
            show(faq, "by meaning", SearchRequest.near(meaning).where(where));
            show(faq, "by words", SearchRequest.text(question).where(where));
            show(faq, "by both", SearchRequest.hybrid(meaning, question).where(where));
        }
    }

    private static List<Item> entries(EmbeddingModel model) throws IOException {
        JsonMapper json = new JsonMapper();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Faq.class.getResourceAsStream("/faq.jsonl"), StandardCharsets.UTF_8))) {
            return lines.lines().map(json::readTree).map(entry -> item(entry, model)).toList();
        }
    }

    /// An entry is found by the meaning of its question, and by the words of its question and answer.
    private static Item item(JsonNode entry, EmbeddingModel model) {
        String question = entry.get("question").stringValue();
        String answer = entry.get("answer").stringValue();
        return Item.of(question, model.embed(question).content().vector())
                .text(question + " " + answer)
                .with("answer", answer)
                .with("topic", entry.get("topic").stringValue())
                .with("updated", Instant.parse(entry.get("updated").stringValue()));
    }

    private static void show(VectorCollection faq, String how, SearchRequest request) {
        System.out.println(how);
        for (Hit hit : faq.search(request.limit(2)).hits()) {
            System.out.println("  " + hit.rank() + ". " + hit.id() + " " + hit.payload().get("answer").orElseThrow());
        }
    }
}
