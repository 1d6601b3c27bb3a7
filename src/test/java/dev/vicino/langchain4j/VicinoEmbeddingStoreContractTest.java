package dev.vicino.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.EmbeddingStoreAddAllContract;
import dev.langchain4j.store.embedding.EmbeddingStoreRemoveAllContract;
import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.adapter.OpenCollection;
import org.junit.jupiter.api.extension.RegisterExtension;

/// LangChain4j's contracts of adding and removing several at once.
class VicinoEmbeddingStoreContractTest implements EmbeddingStoreAddAllContract, EmbeddingStoreRemoveAllContract {
    @RegisterExtension
    final OpenCollection collection =
            new OpenCollection(CollectionSpec.of("segments", 3).metrics(Metric.COSINE));

    @Override
    public EmbeddingStore<TextSegment> embeddingStore() {
        return new VicinoEmbeddingStore(collection.get());
    }
}
