package dev.vicino.langchain4j;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingSearchResult;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.RelevanceScore;
import dev.langchain4j.store.embedding.filter.Filter;
import dev.vicino.Hit;
import dev.vicino.Item;
import dev.vicino.Payload;
import dev.vicino.Projection;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.adapter.CosineSearch;
import dev.vicino.adapter.MetadataPayload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A collection as LangChain4j's store of embeddings.
///
/// ```java
/// new VicinoEmbeddingStore(store.collection(CollectionSpec.of("articles", 384).metrics(Metric.COSINE)))
/// ```
///
/// | LangChain4j | the store |
/// |---|---|
/// | id | the item's key: adding under an id that is there replaces its item, and of one call the last stays |
/// | text segment | the item's text; an item without one is a match without a segment |
/// | metadata | the payload, its types exact (see [MetadataPayload]) |
/// | score | LangChain4j's relevance, (cosine + 1) / 2, of the stored vector in double precision |
///
/// Metadata of any name and of changing type may be added, unless the collection's spec declares a field: then
/// another type is a [dev.vicino.PayloadTypeException], when it is added and when a filter compares with it. In a
/// payload that was not made here, what LangChain4j's metadata does not know (booleans, instants, lists, objects)
/// shows as text.
///
/// Changes are seen by every search that starts later, and are durable as the store's [dev.vicino.FlushPolicy] says, or
/// once the collection is flushed or its store closed, which remain the application's to do. Safe for use by many
/// threads.
public final class VicinoEmbeddingStore implements EmbeddingStore<TextSegment> {
    private final VectorCollection collection;
    private final CosineSearch search;
    private final MetadataFilter filters;

    /// @param collection an open one that declares [dev.vicino.Metric#COSINE]
    /// @throws dev.vicino.UndeclaredMetricException if it does not: of other metrics no relevance can be made
    public VicinoEmbeddingStore(VectorCollection collection) {
        this(collection, SearchRequest.Mode.Approximate.DEFAULT);
    }

    /// @param collection an open one that declares [dev.vicino.Metric#COSINE]
    /// @param mode how it is searched: at which effort, to which recall, or exactly
    /// @throws dev.vicino.UndeclaredMetricException if the collection does not declare it
    public VicinoEmbeddingStore(VectorCollection collection, SearchRequest.Mode mode) {
        this.collection = collection;
        this.search = new CosineSearch(collection, mode);
        this.filters = new MetadataFilter(collection.spec().schema());
    }

    @Override
    public String add(Embedding embedding) {
        return addAll(List.of(embedding)).getFirst();
    }

    @Override
    public void add(String id, Embedding embedding) {
        addAll(List.of(id), List.of(embedding), null);
    }

    @Override
    public String add(Embedding embedding, @Nullable TextSegment segment) {
        String id = UUID.randomUUID().toString();
        collection.upsert(item(id, embedding, segment));
        return id;
    }

    @Override
    public List<String> addAll(List<Embedding> embeddings) {
        List<String> ids = generateIds(embeddings.size());
        addAll(ids, embeddings, null);
        return ids;
    }

    /// Adds or replaces items, all or none: if one is refused, none is stored.
    ///
    /// @param ids as many as embeddings; null for none
    /// @param segments as many as embeddings, or null for none; each may be null
    /// @throws IllegalArgumentException if the sizes differ
    @Override
    public void addAll(
            @Nullable List<String> ids, @Nullable List<Embedding> embeddings, @Nullable List<TextSegment> segments) {
        List<String> names = ids == null ? List.of() : ids;
        List<Embedding> vectors = embeddings == null ? List.of() : embeddings;
        checkSizes("ids", names.size(), "embeddings", vectors.size());
        if (segments != null) {
            checkSizes("embeddings", vectors.size(), "embedded", segments.size());
        }
        List<Item> items = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            items.add(item(names.get(i), vectors.get(i), segments == null ? null : segments.get(i)));
        }
        if (!items.isEmpty()) {
            collection.upsert(items);
        }
    }

    private static void checkSizes(String left, int leftSize, String right, int rightSize) {
        if (leftSize != rightSize) {
            throw new IllegalArgumentException(
                    left + " size (" + leftSize + ") is not equal to " + right + " size (" + rightSize + ")");
        }
    }

    private static Item item(String id, Embedding embedding, @Nullable TextSegment segment) {
        Item item = Item.of(id, embedding.vector());
        return segment == null
                ? item
                : item.text(segment.text())
                        .with(MetadataPayload.of(segment.metadata().toMap()));
    }

    @Override
    public void remove(@Nullable String id) {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("id cannot be null or blank");
        }
        collection.delete(id);
    }

    /// Removes the items of these ids, as one step. Ids that are not there are no error.
    @Override
    public void removeAll(@Nullable Collection<String> ids) {
        if (ids != null) {
            collection.delete(ids);
        }
    }

    /// Removes what a filter lets through, as one step.
    @Override
    public void removeAll(@Nullable Filter filter) {
        if (filter == null) {
            throw new IllegalArgumentException("filter cannot be null");
        }
        collection.delete(filters.translated(filter));
    }

    @Override
    public void removeAll() {
        collection.delete(dev.vicino.Filter.and());
    }

    /// The embeddings of the highest score, which is at least the request's. Only its vector counts, not its text.
    ///
    /// @throws IllegalArgumentException if it asks for more results than one search can answer
    ///     ([SearchRequest#MAX_LIMIT]), unless the collection has no more items
    @Override
    public EmbeddingSearchResult<TextSegment> search(EmbeddingSearchRequest request) {
        dev.vicino.Filter where = request.filter() == null ? null : filters.translated(request.filter());
        return new EmbeddingSearchResult<>(
                search.nearest(request.queryEmbedding().vector(), request.maxResults(), where, Projection.ALL).stream()
                        .map(VicinoEmbeddingStore::match)
                        .filter(match -> match.score() >= request.minScore())
                        .toList());
    }

    private static EmbeddingMatch<TextSegment> match(Hit hit) {
        TextSegment segment = hit.text() == null ? null : TextSegment.from(hit.text(), metadata(hit.payload()));
        double score = RelevanceScore.fromCosineSimilarity(CosineSearch.similarity(hit));
        return new EmbeddingMatch<>(score, hit.id(), Embedding.from(hit.vector()), segment);
    }

    private static Metadata metadata(Payload payload) {
        Map<String, Object> known = new LinkedHashMap<>();
        MetadataPayload.metadata(payload)
                .forEach((name, value) -> known.put(
                        name,
                        switch (value) {
                            case Integer number -> number;
                            case Long number -> number;
                            case Float number -> number;
                            case Double number -> number;
                            case UUID uuid -> uuid;
                            default -> value.toString();
                        }));
        return Metadata.from(known);
    }
}
