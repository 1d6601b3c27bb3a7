package dev.vicino.opensearch;

import dev.vicino.Arrangement;
import dev.vicino.Audit;
import dev.vicino.Calibration;
import dev.vicino.CollectionSpec;
import dev.vicino.CollectionStats;
import dev.vicino.Explanation;
import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.NoSuchCollectionException;
import dev.vicino.Payload;
import dev.vicino.ProgressListener;
import dev.vicino.Query;
import dev.vicino.SchemaCheck;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.SearchStats;
import dev.vicino.StoreUnavailableException;
import dev.vicino.UnsupportedByEngineException;
import dev.vicino.UpsertOptions;
import dev.vicino.UpsertReport;
import dev.vicino.VectorCollection;
import dev.vicino.Walk;
import dev.vicino.engine.ItemCheck;
import dev.vicino.engine.SearchMeter;
import dev.vicino.engine.StreamedUpsert;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A collection that is an index of a cluster.
final class OpenSearchCollection implements VectorCollection {
    /// Searches of a batch that are under way at once.
    private static final int AT_ONCE = 8;

    private final Cluster cluster;
    private final CollectionSpec spec;
    private final String index;
    private final String preference;
    private final ItemCheck check;
    private final BulkWrite bulk;
    private final IndexTasks tasks;
    private final Freshness freshness;
    private final SearchMeter meter = new SearchMeter();

    /// One at a time from here, so that threads of one process do not get into each other's way; those of others are
    /// told by the document's sequence number.
    private final ReentrantLock oneUpdate = new ReentrantLock();

    private volatile @Nullable String closed;

    /// @param preference which copies of the shards to ask (see [SearchView])
    OpenSearchCollection(Cluster cluster, CollectionSpec spec, String index, String preference) {
        this.cluster = cluster;
        this.spec = spec;
        this.index = index;
        this.preference = preference;
        this.check = new ItemCheck(spec);
        this.bulk = new BulkWrite(cluster, spec, index);
        this.tasks = new IndexTasks(cluster, index);
        this.freshness = new Freshness(cluster, index);
    }

    /// Refuses every further call.
    ///
    /// @param why as in `is closed`
    void close(String why) {
        closed = why;
    }

    private void requireOpen() {
        String why = closed;
        if (why != null) {
            throw new IllegalStateException("collection '" + spec.name() + "' in " + cluster + " " + why);
        }
    }

    private String doing(String verb) {
        return verb + " collection '" + spec.name() + "'";
    }

    @Override
    public CollectionSpec spec() {
        return spec;
    }

    @Override
    public void upsert(Collection<Item> items) {
        requireOpen();
        List<Item> batch = List.copyOf(items);
        check.check(batch);
        put(batch);
    }

    private void put(List<Item> checked) {
        if (!checked.isEmpty()) {
            freshness.changing(() -> bulk.put(checked));
        }
    }

    @Override
    public UpsertReport upsert(Stream<Item> items, UpsertOptions options) {
        requireOpen();
        return new StreamedUpsert(check, options, this::put).run(items);
    }

    /// An item as it was read, with what tells whether it was changed since.
    private record Read(Item item, long sequenceNumber, long term) {}

    @Override
    public boolean updatePayload(String id, UnaryOperator<Payload> change) {
        requireOpen();
        oneUpdate.lock();
        try {
            while (true) {
                Read before = read(id).orElse(null);
                if (before == null) {
                    return false;
                }
                Item after = before.item.with(change.apply(before.item.payload()));
                check.check(after);
                if (replace(before, after)) {
                    return true;
                }
            }
        } finally {
            oneUpdate.unlock();
        }
    }

    /// @return false if it was changed meanwhile
    private boolean replace(Read before, Item after) {
        return freshness.changing(() -> bulk.replace(after, before.sequenceNumber, before.term));
    }

    private Optional<Read> read(String id) {
        ObjectNode body = Json.object();
        body.set("ids", Json.strings(List.of(ItemKey.of(id))));
        JsonNode found = cluster.ask(doing("read"), "POST", "/" + index + "/_mget", Map.of(), body)
                .required("docs")
                .required(0);
        if (found.has("error")) {
            throw new IllegalStateException("cannot " + doing("read") + " in " + cluster + ": " + found.path("error"));
        }
        if (!found.required("found").asBoolean()) {
            return Optional.empty();
        }
        return Optional.of(new Read(
                ItemDocument.read(found.required("_source")),
                found.required("_seq_no").asLong(),
                found.required("_primary_term").asLong()));
    }

    @Override
    public Optional<Item> get(String id) {
        requireOpen();
        return read(id).map(Read::item);
    }

    @Override
    public boolean exists(String id) {
        return get(id).isPresent();
    }

    @Override
    public boolean delete(String id) {
        return delete(List.of(id)) > 0;
    }

    @Override
    public long delete(Collection<String> ids) {
        requireOpen();
        List<String> batch = List.copyOf(ids);
        return batch.isEmpty() ? 0 : freshness.changing(() -> bulk.delete(batch));
    }

    @Override
    public long delete(Filter filter) {
        requireOpen();
        SchemaCheck.check(spec, filter);
        ObjectNode query = FilterQuery.of(filter);
        freshness.show();
        return freshness.changing(() -> tasks.delete(doing("delete from"), query));
    }

    @Override
    public long count() {
        requireOpen();
        freshness.show();
        return freshness.count();
    }

    @Override
    public long count(Filter filter) {
        requireOpen();
        SchemaCheck.check(spec, filter);
        ObjectNode query = FilterQuery.of(filter);
        freshness.show();
        return freshness.count(query);
    }

    @Override
    public Stream<Item> scan() {
        requireOpen();
        freshness.show();
        return ItemScan.of(frozen("scan"), spec.dimension(), this::requireOpen);
    }

    private SearchView frozen(String verb) {
        return SearchView.frozen(cluster, doing(verb), index, preference);
    }

    @Override
    public SearchResult search(SearchRequest request) {
        requireOpen();
        freshness.show();
        SearchResult answer = isOneRequest(request)
                ? answer(request, SearchView.live(cluster, doing("search"), index, preference))
                : withView(view -> answer(request, view));
        meter.searched(answer);
        return answer;
    }

    /// Whether the cluster is mostly asked once only, so that all comes from one state by itself. (Where the answer
    /// takes a second request, for a scan after a walk, the first's hits are not used.)
    private static boolean isOneRequest(SearchRequest request) {
        return request.query() instanceof Query.Near
                && request.arrangement() instanceof Arrangement.Plain
                && request.mode() instanceof SearchRequest.Mode.Approximate;
    }

    private SearchResult answer(SearchRequest request, SearchView view) {
        return ItemSearch.run(spec, request, view, freshness.isSmall());
    }

    private <T> T withView(Function<SearchView, T> search) {
        Cluster.BackOff backOff = Cluster.BackOff.of(cluster.options().patience());
        while (true) {
            try (SearchView view = frozen("search")) {
                return search.apply(view);
            } catch (SearchView.Lost e) {
                if (!backOff.pause()) {
                    throw new StoreUnavailableException(
                            "cannot " + doing("search") + ": the cluster " + cluster
                                    + " lost the state that was searched " + backOff.attempts()
                                    + " times, with a node or by lack of memory",
                            e);
                }
            }
        }
    }

    @Override
    public List<SearchResult> searchAll(List<SearchRequest> requests) {
        requireOpen();
        if (requests.isEmpty()) {
            return List.of();
        }
        freshness.show();
        List<SearchResult> answers = withView(view -> answers(requests, view));
        answers.forEach(meter::searched);
        return answers;
    }

    private List<SearchResult> answers(List<SearchRequest> requests, SearchView view) {
        Semaphore turns = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<SearchResult>> futures = requests.stream()
                    .map(request -> CompletableFuture.supplyAsync(
                            () -> {
                                turns.acquireUninterruptibly();
                                try {
                                    return answer(request, view);
                                } finally {
                                    turns.release();
                                }
                            },
                            threads))
                    .toList();
            return futures.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public Explanation explain(SearchRequest request, String id) {
        requireOpen();
        freshness.show();
        return withView(view -> ItemExplanation.of(spec, request, id, view, answer(request, view)));
    }

    @Override
    public Walk walk(SearchRequest request) {
        throw unsupported(
                "a look at the steps of a walk", "migrate a part of the collection into a folder, and walk it there");
    }

    @Override
    public Calibration calibrate(Metric metric) {
        throw unsupported("calibrations", "name an effort, and audit it");
    }

    private static UnsupportedByEngineException unsupported(String what, String instead) {
        return new UnsupportedByEngineException(what, OpenSearchVectorStore.ENGINE, instead);
    }

    @Override
    public Audit audit(SearchRequest request) {
        requireOpen();
        freshness.show();
        SearchRequest approximate = request.mode() instanceof SearchRequest.Mode.Exact
                ? request.mode(SearchRequest.Mode.Approximate.DEFAULT)
                : request;
        return withView(view -> new Audit(answer(approximate, view), answer(request.exact(), view)));
    }

    /// Every change is durable when its call returns, so nothing is left to do.
    @Override
    public void flush() {
        requireOpen();
    }

    /// @return whether anything was written since, by whomever
    @Override
    public boolean refresh() {
        requireOpen();
        Cluster.Reply reply = cluster.reply(doing("refresh"), "POST", "/" + index + "/_refresh", Map.of(), null);
        if (reply.status() == 404) {
            throw new NoSuchCollectionException("collection '" + spec.name() + "' in " + cluster + " was dropped");
        }
        if (reply.failed()) {
            throw cluster.refused(doing("refresh"), reply);
        }
        return freshness.isNew();
    }

    /// Merges each shard's segments into one. There is one stage, in documents of all copies of the shards, those of a
    /// copy at once when it is done: within a merge, which links the graphs, a cluster does not tell how far it is. So
    /// the rate and the time left are as good as there are shards, and a collection of one shard without replicas goes
    /// from nothing to all. The cluster does not stop when the listener throws.
    @Override
    public void compact(ProgressListener progress) {
        requireOpen();
        String stage = "merging the segments of '" + spec.name() + "'";
        tasks.merge(doing("compact"), stage, progress);
        freshness.changing(() -> {});
    }

    @Override
    public CollectionStats stats() {
        requireOpen();
        freshness.show();
        JsonNode primaries = cluster.ask(
                        doing("measure"), "GET", "/" + index + "/_stats/docs,store,segments", Map.of(), null)
                .required("_all")
                .required("primaries");
        long items = freshness.count();
        long deleted = primaries.required("docs").required("deleted").asLong();
        long bytes = primaries.required("store").required("size_in_bytes").asLong();
        return new CollectionStats(
                items,
                deleted,
                primaries.required("segments").required("count").asInt(),
                bytes,
                deleted == 0 ? 0 : bytes * deleted / (items + deleted),
                0,
                CollectionIndex.FORMAT,
                meter.stats(SearchStats.SampledRecall.NONE));
    }
}
