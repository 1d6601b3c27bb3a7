package dev.vicino.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreWithRemovalIT;
import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.adapter.MiniLm;
import dev.vicino.adapter.OpenCollection;
import org.junit.jupiter.api.extension.RegisterExtension;

/// LangChain4j's suite of stores with removal.
class VicinoEmbeddingStoreRemovalTest extends EmbeddingStoreWithRemovalIT {
    @RegisterExtension
    final OpenCollection collection =
            new OpenCollection(CollectionSpec.of("segments", MiniLm.DIMENSION).metrics(Metric.COSINE));

    @Override
    protected EmbeddingStore<TextSegment> embeddingStore() {
        return new VicinoEmbeddingStore(collection.get());
    }

    @Override
    protected EmbeddingModel embeddingModel() {
        return MiniLm.MODEL;
    }
}
