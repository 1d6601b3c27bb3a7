package dev.vicino.springai;

import dev.vicino.CollectionSpec;
import dev.vicino.FlushPolicy;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.StoreOptions;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import io.micrometer.observation.ObservationRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.springframework.ai.embedding.BatchingStrategy;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.TokenCountBatchingStrategy;
import org.springframework.ai.vectorstore.SpringAIVectorStoreTypes;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationConvention;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/// Gives a Spring Boot application with an embedding model its vector store: a folder, opened when the application
/// starts and closed when it ends. An application's own [VectorStore], [VectorCollection] or Spring AI store takes
/// the place of the one made here. `spring.ai.vectorstore.type`, where more stores than one are on the class path,
/// has to be `vicino`.
@AutoConfiguration
@ConditionalOnClass(EmbeddingModel.class)
@EnableConfigurationProperties(VicinoVectorStoreProperties.class)
@ConditionalOnProperty(
        name = SpringAIVectorStoreTypes.TYPE,
        havingValue = VicinoVectorStore.SYSTEM,
        matchIfMissing = true)
public class VicinoVectorStoreAutoConfiguration {
    /// How much an application that is killed may lose.
    private static final Duration FLUSH_INTERVAL = Duration.ofSeconds(1);

    /// The folder.
    @Bean
    @ConditionalOnMissingBean
    public VectorStore vicinoStore(VicinoVectorStoreProperties properties) {
        return LuceneVectorStore.open(
                Path.of(Objects.requireNonNullElse(properties.path(), "index")),
                StoreOptions.DEFAULT.flushPolicy(FlushPolicy.interval(FLUSH_INTERVAL)));
    }

    /// The collection in it, under cosine.
    @Bean
    @ConditionalOnMissingBean
    public VectorCollection vicinoCollection(
            VectorStore store, EmbeddingModel embeddingModel, VicinoVectorStoreProperties properties) {
        Integer dimension = properties.dimension();
        CollectionSpec spec = CollectionSpec.of(
                        Objects.requireNonNullElse(properties.collection(), "documents"),
                        dimension == null ? embeddingModel.dimensions() : dimension)
                .metrics(Metric.COSINE);
        return store.collection(properties.embedder() == null ? spec : spec.embedder(properties.embedder()));
    }

    /// How documents are gathered for the embedding model.
    @Bean
    @ConditionalOnMissingBean
    public BatchingStrategy batchingStrategy() {
        return new TokenCountBatchingStrategy();
    }

    /// The adapter.
    @Bean
    @ConditionalOnMissingBean(org.springframework.ai.vectorstore.VectorStore.class)
    public VicinoVectorStore vectorStore(
            VectorCollection collection,
            EmbeddingModel embeddingModel,
            BatchingStrategy batching,
            VicinoVectorStoreProperties properties,
            ObjectProvider<ObservationRegistry> registry,
            ObjectProvider<VectorStoreObservationConvention> convention) {
        VicinoVectorStore.Builder builder = VicinoVectorStore.builder(collection, embeddingModel)
                .batchingStrategy(batching)
                .observationRegistry(registry.getIfUnique(() -> ObservationRegistry.NOOP));
        convention.ifAvailable(builder::customObservationConvention);
        Double recall = properties.targetRecall();
        return (recall == null ? builder : builder.mode(new SearchRequest.Mode.TargetRecall(recall))).build();
    }
}
