package dev.vicino.springai;

import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.adapter.MiniLm;
import dev.vicino.adapter.OpenCollection;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.test.vectorstore.BaseVectorStoreTests;
import org.springframework.ai.vectorstore.VectorStore;

/// Spring AI's suite of vector stores.
class VicinoVectorStoreSuiteTest extends BaseVectorStoreTests {
    @RegisterExtension
    final OpenCollection collection =
            new OpenCollection(CollectionSpec.of("documents", MiniLm.DIMENSION).metrics(Metric.COSINE));

    @Override
    protected void executeTest(Consumer<VectorStore> test) {
        test.accept(
                VicinoVectorStore.builder(collection.get(), new MiniLmModel()).build());
    }
}
