package dev.vicino;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A named set of items with one dimension, searched under one or more metrics.
///
/// Safe for use by many threads. A search sees every change that was made before it began. While others search, it is
/// the change that pays for being seen, some milliseconds for each call: items go in the fastest in batches. While
/// nobody does, changes gather, and the first search after them pays once.
public interface VectorCollection {
    /// What it was created as.
    CollectionSpec spec();

    /// Puts one item in, replacing the one of its id.
    ///
    /// @throws DimensionMismatchException if the vector is too long or too short
    /// @throws InvalidVectorException if it holds NaN or an infinity, or is all zeros where cosine is declared
    /// @throws PayloadTypeException if a payload field is of another type than the spec declares
    default void upsert(Item item) {
        upsert(List.of(item));
    }

    /// Puts items in, each replacing the one of its id; of several with one id the last stays. All are checked before
    /// the first is stored: if one is refused, none of them is in.
    ///
    /// @throws DimensionMismatchException naming the item, if its vector is too long or too short
    /// @throws InvalidVectorException naming the item, if its vector holds NaN or an infinity, or is all zeros where
    ///     cosine is declared
    /// @throws PayloadTypeException naming the item, if a payload field is of another type than the spec declares
    void upsert(Collection<Item> items);

    /// Puts a stream of any length in, batch by batch, and takes from it only as fast as it stores. Other changes may
    /// come between two batches. The stream is not closed.
    ///
    /// @throws UpsertStoppedException if an item is refused and the options say to stop there
    UpsertReport upsert(Stream<Item> items, UpsertOptions options);

    /// Gives an item another payload; its vector, text and source stay as they are, bit for bit.
    ///
    /// @return whether there was such an item
    /// @throws PayloadTypeException if a field is of another type than the spec declares
    default boolean updatePayload(String id, Payload payload) {
        return updatePayload(id, before -> payload);
    }

    /// Changes an item's payload, as one step: no other change comes between reading and writing.
    ///
    /// @param change from the payload that is there to the new one; other changes wait for it
    /// @return whether there was such an item
    /// @throws PayloadTypeException if a field is of another type than the spec declares
    boolean updatePayload(String id, UnaryOperator<Payload> change);

    /// The item of this id, bit for bit as it was put in.
    Optional<Item> get(String id);

    /// Whether there is an item of this id.
    boolean exists(String id);

    /// Takes an item out.
    ///
    /// @return whether there was one
    boolean delete(String id);

    /// Takes the items of these ids out, as one step. Ids that are not there are no error.
    ///
    /// @return how many there were
    long delete(Collection<String> ids);

    /// Takes out all items that a filter lets through, as one step.
    ///
    /// @return how many there were
    /// @throws PayloadTypeException if the filter compares a field with a value of another type than the spec declares
    long delete(Filter filter);

    /// How many items there are.
    long count();

    /// How many items a filter lets through.
    ///
    /// @throws PayloadTypeException if the filter compares a field with a value of another type than the spec declares
    long count(Filter filter);

    /// All items, ordered by id, as they are now: later changes do not show. Close the stream when done.
    Stream<Item> scan();

    /// The nearest items.
    ///
    /// @throws UndeclaredMetricException if the request names a metric that the spec does not
    /// @throws DimensionMismatchException if the query has another number of dimensions
    /// @throws InvalidVectorException if the query holds NaN or an infinity, or is all zeros under cosine
    /// @throws NoSuchItemException if the request names an item that is not there
    /// @throws PayloadTypeException if the filter compares a field with a value of another type than the spec declares
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

    /// How the graph is walked towards a query, step by step: the very walk that a search at this effort takes. One
    /// that asks for the exact scan is walked at the default effort. Throws what [#search] throws.
    ///
    /// @throws NoGraphException if no part of the collection is large enough for a graph
    /// @throws IllegalArgumentException if the request is not by vector alone, or for an arranged answer
    Walk walk(SearchRequest request);

    /// Measures now how much effort reaches which recall under a metric, on two to ten thousand of the collection's
    /// items, and keeps it. It is done anyway when a recall is first asked for ([SearchRequest#targetRecall]), when
    /// the number of items has changed by a fifth, and after [#compact].
    ///
    /// @throws UndeclaredMetricException if the spec does not declare the metric
    Calibration calibrate(Metric metric);

    /// The approximate answer to a request, at its effort, beside the exact one. Throws what [#search] throws.
    Audit audit(SearchRequest request);

    /// Makes every change so far durable: on return it survives the end of the process, however it ends.
    void flush();

    /// Shows what the collection's writer has flushed since it was opened or last refreshed. Where the store was opened
    /// for writing there is nothing to do: it sees each change at once.
    ///
    /// @return whether there is anything new
    /// @throws NoSuchCollectionException if the writer has dropped it meanwhile, even if one of that name is there
    ///     again; what was seen before can still be read
    /// @throws CorruptStoreException if a file that came since is damaged, naming it; what was seen before can still be
    ///     read
    boolean refresh();

    /// Merges all segments into one, drops what was deleted, and flushes: search is fastest afterwards.
    default void compact() {
        compact(ProgressListener.NONE);
    }

    /// Does what [#compact()] does, and tells how far it is: there is a stage for each graph that is linked anew, in
    /// vectors. A collection too small for graphs, or in one segment already, may have none.
    ///
    /// @param progress what it throws ends the compaction and is thrown here, once that has ended: no item is lost, the
    ///     segments that were to be merged stay as they are, and nothing was flushed
    void compact(ProgressListener progress);

    /// What it amounts to now. It reads sizes of files, not items, and waits for no change under way.
    CollectionStats stats();

    /// This collection with calls that return at once.
    default AsyncVectorCollection async() {
        return new AsyncVectorCollection(this);
    }
}
