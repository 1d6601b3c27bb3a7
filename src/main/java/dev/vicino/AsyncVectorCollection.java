package dev.vicino;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/// A collection whose calls return at once, each carried out on a virtual thread of its own.
///
/// ```java
/// AsyncVectorCollection later = digits.async();
/// CompletableFuture<SearchResult> near = later.search(SearchRequest.near(query));
/// CompletableFuture<Long> seven = later.call(items -> items.count(Filter.eq("label", 7)));
/// ```
///
/// A future fails with what the blocking call throws: `join()` wraps it in a
/// [java.util.concurrent.CompletionException], whose cause it is. Calls that were started one after the other may be
/// carried out in any order; chain them with `thenCompose` where the order matters. Cancelling a future does not stop
/// its call.
public final class AsyncVectorCollection {
    private static final Executor A_VIRTUAL_THREAD_EACH =
            call -> Thread.ofVirtual().name("vicino").start(call);

    private final VectorCollection collection;

    AsyncVectorCollection(VectorCollection collection) {
        this.collection = collection;
    }

    /// Any call to the collection, with its outcome.
    public <T> CompletableFuture<T> call(Function<? super VectorCollection, ? extends T> call) {
        return CompletableFuture.supplyAsync(() -> call.apply(collection), A_VIRTUAL_THREAD_EACH);
    }

    /// Any call to the collection that gives nothing back.
    public CompletableFuture<Void> run(Consumer<? super VectorCollection> call) {
        return CompletableFuture.runAsync(() -> call.accept(collection), A_VIRTUAL_THREAD_EACH);
    }

    /// [VectorCollection#upsert(Item)].
    public CompletableFuture<Void> upsert(Item item) {
        return run(items -> items.upsert(item));
    }

    /// [VectorCollection#upsert(Collection)]. The items are taken as they are now.
    public CompletableFuture<Void> upsert(Collection<Item> items) {
        List<Item> batch = List.copyOf(items);
        return run(collection -> collection.upsert(batch));
    }

    /// [VectorCollection#get].
    public CompletableFuture<Optional<Item>> get(String id) {
        return call(items -> items.get(id));
    }

    /// [VectorCollection#delete(String)].
    public CompletableFuture<Boolean> delete(String id) {
        return call(items -> items.delete(id));
    }

    /// [VectorCollection#delete(Collection)]. The ids are taken as they are now.
    public CompletableFuture<Long> delete(Collection<String> ids) {
        List<String> batch = List.copyOf(ids);
        return call(items -> items.delete(batch));
    }

    /// [VectorCollection#search].
    public CompletableFuture<SearchResult> search(SearchRequest request) {
        return call(items -> items.search(request));
    }

    /// [VectorCollection#searchAll].
    public CompletableFuture<List<SearchResult>> searchAll(List<SearchRequest> requests) {
        List<SearchRequest> batch = List.copyOf(requests);
        return call(items -> items.searchAll(batch));
    }

    /// [VectorCollection#audit].
    public CompletableFuture<Audit> audit(SearchRequest request) {
        return call(items -> items.audit(request));
    }

    /// [VectorCollection#flush].
    public CompletableFuture<Void> flush() {
        return run(VectorCollection::flush);
    }

    /// [VectorCollection#compact].
    public CompletableFuture<Void> compact() {
        return run(VectorCollection::compact);
    }
}
