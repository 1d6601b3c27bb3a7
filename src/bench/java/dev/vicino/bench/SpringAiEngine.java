package dev.vicino.bench;

import dev.vicino.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;

/// Spring AI's simple store: all is compared, by cosine.
final class SpringAiEngine implements Engine {
    private static final int BATCH = 1_000;

    @Override
    public void build(VectorFile base, Metric metric, Path folder) {
        // It is filled anew by each process: opening it is building it.
    }

    @Override
    public Index open(BenchData data, Metric metric, Path folder) throws IOException {
        VectorFile base = data.base();
        SimpleVectorStore store =
                SimpleVectorStore.builder(new GivenVectors(base)).build();
        List<Document> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < base.count(); i++) {
            batch.add(new Document(Integer.toString(i), Integer.toString(i), Map.of()));
            if (batch.size() == BATCH || i == base.count() - 1) {
                store.add(batch);
                batch.clear();
            }
        }
        SearchRequest request = SearchRequest.builder()
                .query("the thread's vector")
                .topK(Truth.HITS)
                .similarityThresholdAll()
                .build();
        return () -> (query, effort, share) -> {
            GivenVectors.ASKED.set(query);
            return store.similaritySearch(request).stream()
                    .mapToInt(document -> Integer.parseInt(document.getId()))
                    .toArray();
        };
    }

    /// The store takes texts alone: documents are named by their ordinals, and a query is what its thread has laid out.
    private static final class GivenVectors implements EmbeddingModel {
        private static final ThreadLocal<float[]> ASKED = new ThreadLocal<>();

        private final VectorFile base;

        private GivenVectors(VectorFile base) {
            this.base = base;
        }

        @Override
        public EmbeddingResponse call(EmbeddingRequest request) {
            List<Embedding> embeddings = new ArrayList<>();
            for (String text : request.getInstructions()) {
                embeddings.add(new Embedding(base.row(Integer.parseInt(text)), embeddings.size()));
            }
            return new EmbeddingResponse(embeddings);
        }

        @Override
        public int dimensions() {
            return base.dimension();
        }

        @Override
        public float[] embed(Document document) {
            return base.row(Integer.parseInt(document.getId()));
        }

        @Override
        public float[] embed(String text) {
            return ASKED.get();
        }
    }
}
