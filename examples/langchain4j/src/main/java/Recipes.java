import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.langchain4j.VicinoEmbeddingStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Finds recipes by what one feels like and the time that there is: LangChain4j's ingestion and retrieval, over a store in
/// this very process. An assistant would be given the retriever as it is.
///
/// ```
/// mvn compile exec:exec
/// mvn compile exec:exec -Dwish="a dessert with fruit" -Dminutes=30
/// ```
public class Recipes {
    public static void main(String[] arguments) throws IOException {
        String wish = arguments[0];
        int minutes = Integer.parseInt(arguments[1]);
        EmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel();
        try (VectorStore store = LuceneVectorStore.open(Path.of("target", "recipes"))) {
            VectorCollection collection = store.collection(CollectionSpec.of("recipes", model.dimension())
                    .metrics(Metric.COSINE)
                    .embedder("all-MiniLM-L6-v2, quantised"));
            EmbeddingStore<TextSegment> recipes = new VicinoEmbeddingStore(collection);
            if (collection.count() == 0) {
                EmbeddingStoreIngestor.builder()
                        .embeddingModel(model)
                        .embeddingStore(recipes)
                        .build()
                        .ingest(documents());
                collection.flush();
            }
            ContentRetriever retriever = EmbeddingStoreContentRetriever.builder()
                    .embeddingModel(model)
                    .embeddingStore(recipes)
                    .filter(metadataKey("minutes").isLessThanOrEqualTo(minutes))
                    .maxResults(3)
                    .build();
            System.out.println("\"" + wish + "\" within " + minutes + " minutes");
            retriever.retrieve(Query.from(wish)).forEach(found -> show(found.textSegment()));
        }
    }

    /// A line of the file is a recipe: its minutes, its title and what to do.
    private static List<Document> documents() throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Recipes.class.getResourceAsStream("/recipes.txt"), StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> document(line.split(" \\| "))).toList();
        }
    }

    private static Document document(String[] recipe) {
        Metadata metadata = new Metadata().put("minutes", Integer.parseInt(recipe[0])).put("title", recipe[1]);
        return Document.from(recipe[1] + ". " + recipe[2], metadata);
    }

    private static void show(TextSegment recipe) {
        System.out.println("  " + recipe.metadata().getString("title") + ", "
                + recipe.metadata().getInteger("minutes") + " minutes");
    }
}
