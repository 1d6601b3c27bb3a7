package dev.vicino.springai;

import dev.vicino.Filter;
import dev.vicino.Hit;
import dev.vicino.Item;
import dev.vicino.Projection;
import dev.vicino.VectorCollection;
import dev.vicino.adapter.CosineSearch;
import dev.vicino.adapter.MetadataPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.ai.document.Document;
import org.springframework.ai.document.DocumentMetadata;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingOptions;
import org.springframework.ai.observation.conventions.VectorStoreSimilarityMetric;
import org.springframework.ai.vectorstore.AbstractVectorStoreBuilder;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.filter.Filter.Expression;
import org.springframework.ai.vectorstore.observation.AbstractObservationVectorStore;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext;

/// A collection as Spring AI's vector store.
///
/// ```java
/// VectorStore documents = VicinoVectorStore.builder(collection, embeddingModel).build();
/// documents.add(List.of(new Document("Olives want sun.", Map.of("topic", "garden"))));
/// documents.similaritySearch(SearchRequest.builder().query("light").filterExpression("topic == 'garden'").build());
/// ```
///
/// | Spring AI | the store |
/// |---|---|
/// | id | the item's key: adding under an id that is there replaces its item, and of one call the last stays |
/// | text | the item's text |
/// | metadata | the payload, its types exact (see [MetadataPayload]) |
/// | score | the cosine similarity, -1 to 1, of the stored vector in double precision |
/// | metadata `distance` of an answer | the cosine distance, 1 - score |
/// | similarity threshold | the least score; 0 accepts all, those below 0 too |
///
/// In filters, a value of another type than the filter's does not match, and a document without the field passes `!=`,
/// `NOT IN` and `NOT` alone. Of a field that the collection's spec declares, another type is a
/// [dev.vicino.PayloadTypeException], when it is added and when a filter compares with it.
///
/// Documents are durable as the store's [dev.vicino.FlushPolicy] says, or once the collection is flushed or its store
/// closed. Safe for use by many threads.
public final class VicinoVectorStore extends AbstractObservationVectorStore {
    /// The database system of its observations.
    public static final String SYSTEM = "vicino";

    private final VectorCollection collection;
    private final CosineSearch search;

    private VicinoVectorStore(Builder builder) {
        super(builder);
        this.collection = builder.collection;
        this.search = new CosineSearch(collection, builder.mode);
    }

    /// Starts with a collection and a model.
    ///
    /// @param collection an open one, of the model's dimension, that declares [dev.vicino.Metric#COSINE]
    /// @param embeddingModel what makes the vectors of documents and queries
    public static Builder builder(VectorCollection collection, EmbeddingModel embeddingModel) {
        return new Builder(collection, embeddingModel);
    }

    /// Adds or replaces documents, embedded in batches, and stored all or none.
    @Override
    public void doAdd(List<Document> documents) {
        List<float[]> vectors =
                embeddingModel.embed(documents, EmbeddingOptions.builder().build(), batchingStrategy);
        List<Item> items = new ArrayList<>(documents.size());
        for (int i = 0; i < documents.size(); i++) {
            Document document = documents.get(i);
            // The base class has refused documents without text.
            items.add(Item.of(document.getId(), vectors.get(i))
                    .text(Objects.requireNonNull(document.getText()))
                    .with(MetadataPayload.of(document.getMetadata())));
        }
        collection.upsert(items);
    }

    /// Deletes the documents of these ids, as one step. Ids that are not there are no error.
    @Override
    public void doDelete(List<String> ids) {
        collection.delete(ids);
    }

    /// Deletes what a filter lets through, as one step.
    @Override
    protected void doDelete(Expression expression) {
        collection.delete(ExpressionFilter.translated(expression));
    }

    @Override
    public List<Document> doSimilaritySearch(SearchRequest request) {
        Expression expression = request.getFilterExpression();
        Filter where = expression == null ? null : ExpressionFilter.translated(expression);
        double least = request.getSimilarityThreshold();
        return search
                .nearest(embeddingModel.embed(request.getQuery()), request.getTopK(), where, Projection.CONTENT)
                .stream()
                .filter(hit ->
                        least == SearchRequest.SIMILARITY_THRESHOLD_ACCEPT_ALL || CosineSearch.similarity(hit) >= least)
                .map(VicinoVectorStore::document)
                .toList();
    }

    private static Document document(Hit hit) {
        Map<String, Object> metadata = MetadataPayload.metadata(hit.payload());
        metadata.put(DocumentMetadata.DISTANCE.value(), hit.value());
        return Document.builder()
                .id(hit.id())
                .text(Objects.requireNonNullElse(hit.text(), ""))
                .metadata(metadata)
                .score(CosineSearch.similarity(hit))
                .build();
    }

    @Override
    public VectorStoreObservationContext.Builder createObservationContextBuilder(String operation) {
        return VectorStoreObservationContext.builder(SYSTEM, operation)
                .collectionName(collection.spec().name())
                .dimensions(collection.spec().dimension())
                .similarityMetric(VectorStoreSimilarityMetric.COSINE.value());
    }

    /// The [VectorCollection], for all that Spring AI's interface has not.
    @Override
    @SuppressWarnings("unchecked") // The interface lets the caller name the type.
    public <T> Optional<T> getNativeClient() {
        return Optional.of((T) collection);
    }

    /// Builds the store; what concerns batches and observations is Spring AI's own.
    public static final class Builder extends AbstractVectorStoreBuilder<Builder> {
        private final VectorCollection collection;
        private dev.vicino.SearchRequest.Mode mode = dev.vicino.SearchRequest.Mode.Approximate.DEFAULT;

        private Builder(VectorCollection collection, EmbeddingModel embeddingModel) {
            super(embeddingModel);
            this.collection = collection;
        }

        /// How the collection is searched: at which effort, to which recall, or exactly.
        public Builder mode(dev.vicino.SearchRequest.Mode way) {
            mode = way;
            return this;
        }

        /// @throws dev.vicino.UndeclaredMetricException if the collection does not declare
        ///     [dev.vicino.Metric#COSINE]: of other metrics no score on a fixed scale can be made
        @Override
        public VicinoVectorStore build() {
            return new VicinoVectorStore(this);
        }
    }
}
