package dev.vicino.opensearch;

import dev.vicino.CollectionExistsException;
import dev.vicino.CollectionSpec;
import dev.vicino.NoSuchCollectionException;
import dev.vicino.SnapshotReport;
import dev.vicino.UnsupportedByEngineException;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.engine.SpecDifference;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A store in an OpenSearch cluster with the k-NN plugin, each collection an index of it.
///
/// ```java
/// URI cluster = URI.create("opensearchs://node1:9200,node2:9200,node3:9200/articles");
/// try (VectorStore store = OpenSearchVectorStore.connect(cluster, Credentials.basic("ann", password))) {
///     VectorCollection passages = store.collection(CollectionSpec.of("passages", 384));
/// }
/// ```
///
/// It behaves as a store in a folder does, but for this:
/// - **Many may write**, from any number of processes. A store sees its own changes at once, and those of others within
///   a second, or after [#refresh].
/// - **Each change is durable when its call returns**, on every copy of its shard that the cluster counts on: `flush`
///   has nothing to do.
/// - **A batch is not one step** for others who read meanwhile, nor is `delete` of several items. When the cluster goes
///   away in the midst of one, some of it may be done, and the exception says so; doing it again does no harm.
/// - **L1 has no graph**: an approximate search by it compares all items, and its plan says so. How many vectors a walk
///   compared, the cluster does not tell ([dev.vicino.SearchPlan#UNKNOWN]).
/// - **Searches by a filter compare whole strings**: by order, beginning or part those of up to some thousand
///   characters; filters of more than 500 conditions or 100 levels are too much for a cluster.
/// - Walks, calibrations and recalls to reach, and snapshots are refused with an [UnsupportedByEngineException].
///
/// What fails in passing is tried again with growing pauses, until [ClusterOptions#patience] is over and a
/// [dev.vicino.StoreUnavailableException] says what the cluster said last, and to which of its nodes there is no
/// connection. The credentials are in no message.
public final class OpenSearchVectorStore implements VectorStore {
    static final String ENGINE = "OpenSearch";

    private final Cluster cluster;
    private final String store;

    /// The same copies of the shards for one store object, others for another.
    private final String preference = "vicino-" + UUID.randomUUID();

    private final ReentrantLock oneCaller = new ReentrantLock();
    private final Map<String, OpenSearchCollection> open = new HashMap<>();
    private boolean closed;

    private OpenSearchVectorStore(Cluster cluster) {
        this.cluster = cluster;
        this.store = cluster.address().store();
    }

    /// Connects with [ClusterOptions#DEFAULT].
    ///
    /// @param cluster `opensearch://host:port,host:port/name`, or `opensearchs://…` over TLS: some nodes of one
    ///     cluster, and the name of the store in it, `vicino` if there is none
    /// @throws IllegalArgumentException if it is no such address
    /// @throws dev.vicino.StoreUnavailableException if no node answers, or the credentials are refused
    public static VectorStore connect(URI cluster, Credentials credentials) {
        return connect(cluster, credentials, ClusterOptions.DEFAULT);
    }

    /// Connects.
    ///
    /// @param cluster as in [#connect(URI, Credentials)]
    /// @throws IllegalArgumentException if it is no such address
    /// @throws dev.vicino.StoreUnavailableException if no node answers, or the credentials are refused
    public static VectorStore connect(URI cluster, Credentials credentials, ClusterOptions options) {
        Cluster connected = new Cluster(ClusterAddress.of(cluster), credentials, options);
        try {
            connected.ask("connect", "GET", "/", Map.of(), null);
        } catch (RuntimeException e) {
            connected.close();
            throw e;
        }
        return new OpenSearchVectorStore(connected);
    }

    @Override
    public VectorCollection collection(CollectionSpec spec) {
        return call(() -> {
            Optional<CollectionSpec> stored = stored(spec.name());
            if (stored.isEmpty() && createIndex(spec)) {
                return opened(spec);
            }
            CollectionSpec there = stored.or(() -> stored(spec.name())).orElse(spec);
            SpecDifference.refuse(there, spec, cluster.toString());
            return opened(there);
        });
    }

    @Override
    public VectorCollection collection(String name) {
        return call(() -> opened(require(name)));
    }

    @Override
    public VectorCollection create(CollectionSpec spec) {
        return call(() -> {
            if (stored(spec.name()).isPresent() || !createIndex(spec)) {
                throw new CollectionExistsException(
                        "the store " + cluster + " has a collection '" + spec.name() + "' already");
            }
            return opened(spec);
        });
    }

    @Override
    public CollectionSpec describe(String name) {
        return call(() -> require(name));
    }

    private CollectionSpec require(String name) {
        return stored(name).orElseThrow(() -> {
            List<String> names = names();
            return new NoSuchCollectionException("the store " + cluster + " has no collection '" + name + "'; it has "
                    + (names.isEmpty() ? "none" : String.join(", ", names)));
        });
    }

    private Optional<CollectionSpec> stored(String name) {
        if (!isName(name)) {
            return Optional.empty();
        }
        String index = IndexName.of(store, name);
        Cluster.Reply reply =
                cluster.reply("read what '" + name + "' is", "GET", "/" + index + "/_mapping", Map.of(), null);
        if (reply.status() == 404) {
            return Optional.empty();
        }
        if (reply.failed()) {
            throw cluster.refused("read what '" + name + "' is", reply);
        }
        return Optional.of(
                CollectionIndex.read(index, reply.body().required(index).required("mappings")));
    }

    /// Whether a collection can have this name: nothing else goes into a path.
    private static boolean isName(String name) {
        try {
            return CollectionSpec.of(name, 1).name().equals(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// @return false if there is one already
    private boolean createIndex(CollectionSpec spec) {
        String doing = "create collection '" + spec.name() + "'";
        Cluster.Reply reply = cluster.reply(
                doing,
                "PUT",
                "/" + IndexName.of(store, spec.name()),
                Map.of("wait_for_active_shards", "all"),
                CollectionIndex.creation(spec, cluster.options()));
        if (reply.failed() && reply.failure().equals("resource_already_exists_exception")) {
            return false;
        }
        if (reply.failed()) {
            throw cluster.refused(doing, reply);
        }
        return true;
    }

    private VectorCollection opened(CollectionSpec spec) {
        return open.computeIfAbsent(
                spec.name(), name -> new OpenSearchCollection(cluster, spec, IndexName.of(store, name), preference));
    }

    @Override
    public List<String> collectionNames() {
        return call(this::names);
    }

    private List<String> names() {
        JsonNode mappings =
                cluster.ask("list collections", "GET", "/" + IndexName.all(store) + "/_mapping", Map.of(), null);
        return mappings.propertyStream()
                .filter(index -> CollectionIndex.isCollection(index.getValue().path("mappings")))
                .map(index -> IndexName.collection(store, index.getKey()))
                .sorted()
                .toList();
    }

    @Override
    public boolean drop(String name) {
        return call(() -> {
            if (stored(name).isEmpty()) {
                return false;
            }
            OpenSearchCollection dropped = open.remove(name);
            if (dropped != null) {
                dropped.close("was dropped");
            }
            String doing = "drop collection '" + name + "'";
            Cluster.Reply reply = cluster.reply(doing, "DELETE", "/" + IndexName.of(store, name), Map.of(), null);
            if (reply.failed() && reply.status() != 404) {
                throw cluster.refused(doing, reply);
            }
            return reply.status() != 404;
        });
    }

    /// Shows, in every open collection, what was written to it since, by whomever.
    ///
    /// @return whether there is anything new
    @Override
    public boolean refresh() {
        return call(() -> {
            boolean news = false;
            for (Map.Entry<String, OpenSearchCollection> each : Map.copyOf(open).entrySet()) {
                try {
                    news |= each.getValue().refresh();
                } catch (NoSuchCollectionException e) {
                    each.getValue().close("was dropped");
                    open.remove(each.getKey());
                    news = true;
                }
            }
            return news;
        });
    }

    /// Refused: a cluster copies itself into its own repositories.
    @Override
    public SnapshotReport snapshot(Path target) {
        throw new UnsupportedByEngineException(
                "snapshots into a folder", ENGINE, "migrate into a folder, or use the cluster's snapshot repositories");
    }

    @Override
    public void close() {
        oneCaller.lock();
        try {
            if (!closed) {
                closed = true;
                open.values().forEach(collection -> collection.close("is closed"));
                cluster.close();
            }
        } finally {
            oneCaller.unlock();
        }
    }

    private <T> T call(Supplier<T> operation) {
        oneCaller.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store " + cluster + " is closed");
            }
            return operation.get();
        } finally {
            oneCaller.unlock();
        }
    }

    /// Where it is.
    @Override
    public String toString() {
        return open.keySet().stream()
                .sorted()
                .collect(Collectors.joining(", ", "OpenSearchVectorStore[" + cluster + ": ", "]"));
    }
}
