package dev.vicino.bench;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.vicino.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// LangChain4j's in-memory store: all is compared, by cosine.
final class LangChain4jEngine implements Engine {
    @Override
    public void build(VectorFile base, Metric metric, Path folder) {
        // It is filled anew by each process: opening it is building it.
    }

    @Override
    public Index open(BenchData data, Metric metric, Path folder) throws IOException {
        VectorFile base = data.base();
        List<String> ids = new ArrayList<>(base.count());
        List<Embedding> embeddings = new ArrayList<>(base.count());
        for (int i = 0; i < base.count(); i++) {
            ids.add(Integer.toString(i));
            embeddings.add(Embedding.from(base.row(i)));
        }
        InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
        store.addAll(ids, embeddings, Collections.nCopies(ids.size(), TextSegment.from("vector")));
        return () -> (query, effort, share) -> store
                .search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(Embedding.from(query))
                        .maxResults(Truth.HITS)
                        .build())
                .matches()
                .stream()
                .mapToInt(match -> Integer.parseInt(match.embeddingId()))
                .toArray();
    }
}
