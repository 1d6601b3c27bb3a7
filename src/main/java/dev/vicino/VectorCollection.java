package dev.vicino;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A named set of items with one dimension, searched under one or more metrics.
///
/// Safe for use by many threads. A search sees every change that was made before it began.
public interface VectorCollection {
    /// What it was created as.
    CollectionSpec spec();

    /// Puts one item in, replacing the one of its id.
    ///
    /// @throws DimensionMismatchException if the vector is too long or too short
    /// @throws InvalidVectorException if it holds NaN or an infinity, or is all zeros where cosine is declared
    default void upsert(Item item) {
        upsert(List.of(item));
    }

    /// Puts items in, each replacing the one of its id. All are checked before the first is stored: if one is refused,
    /// none of them is in.
    ///
    /// @throws DimensionMismatchException naming the item, if its vector is too long or too short
    /// @throws InvalidVectorException naming the item, if its vector holds NaN or an infinity, or is all zeros where
    ///     cosine is declared
    void upsert(Collection<Item> items);

    /// The item of this id, bit for bit as it was put in.
    Optional<Item> get(String id);

    /// Takes an item out.
    ///
    /// @return whether there was one
    boolean delete(String id);

    /// How many items there are.
    long count();

    /// All items, ordered by id, as they are now: later changes do not show. Close the stream when done.
    Stream<Item> scan();

    /// The nearest items.
    ///
    /// @throws UndeclaredMetricException if the request names a metric that the spec does not
    /// @throws DimensionMismatchException if the query has another number of dimensions
    /// @throws InvalidVectorException if the query holds NaN or an infinity, or is all zeros under cosine
    /// @throws NoSuchItemException if the request names an item that is not there
    /// @throws NoTextIndexException if the request has words, and the spec does not index them
    SearchResult search(SearchRequest request);

    /// The answers to many requests, in their order and all of one state of the collection, worked out on all cores.
    /// Throws what [#search] throws for the first of them that fails.
    List<SearchResult> searchAll(List<SearchRequest> requests);

    /// Where an item stands in the answer to a request, hit or not, and why. Compares the query with every item.
    /// Throws what [#search] throws.
    ///
    /// @throws NoSuchItemException if there is no item of this id
    /// @throws IllegalArgumentException if the request is by words alone, which compares no vectors
    Explanation explain(SearchRequest request, String id);

    /// Measures now how much effort reaches which recall under a metric, on some hundreds of the collection's items,
    /// and keeps it. It is done anyway when a recall is first asked for ([SearchRequest#targetRecall]), when the number
    /// of items has changed by a fifth, and after [#compact].
    ///
    /// @throws UndeclaredMetricException if the spec does not declare the metric
    Calibration calibrate(Metric metric);

    /// The approximate answer to a request, at its effort, beside the exact one. Throws what [#search] throws.
    Audit audit(SearchRequest request);

    /// Makes every change so far durable: on return it survives the end of the process, however it ends.
    void flush();

    /// Merges all segments into one, drops what was deleted, and flushes: search is fastest afterwards.
    void compact();

    /// What it amounts to now.
    CollectionStats stats();
}
