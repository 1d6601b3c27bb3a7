package dev.vicino.opensearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.StoreUnavailableException;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.opensearch.ClusterOptions;
import dev.vicino.opensearch.Credentials;
import dev.vicino.opensearch.OpenSearchVectorStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Three nodes, each of which may be the manager and holds data; two shards of two copies each.
class FailoverTest {
    private static final int DIMENSION = 16;
    private static final int BATCH = 20;
    private static final String SECRET = "hunter2";

    @AfterAll
    static void end() {
        TestCluster.end();
    }

    private static Item item(int number) {
        Random random = new Random(number);
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return Item.of("i" + number, vector).with("number", number);
    }

    /// Puts items in for as long as it may, and notes each batch that was acknowledged.
    private static final class Ingest {
        private final VectorCollection items;
        private final AtomicBoolean enough = new AtomicBoolean();
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final CompletableFuture<Void> done;

        private Ingest(VectorCollection items) {
            this.items = items;
            this.done = CompletableFuture.runAsync(
                    this::run, task -> Thread.ofPlatform().start(task));
        }

        private void run() {
            for (int from = 0; !enough.get(); from += BATCH) {
                List<Item> batch = new ArrayList<>();
                for (int i = from; i < from + BATCH; i++) {
                    batch.add(item(i));
                }
                items.upsert(batch);
                acknowledged.addAndGet(BATCH);
            }
        }

        private void awaitMore(int count) throws InterruptedException {
            int goal = acknowledged.get() + count;
            while (acknowledged.get() < goal && !done.isDone()) {
                Thread.sleep(20);
            }
        }

        private int end() {
            enough.set(true);
            done.join();
            return acknowledged.get();
        }
    }

    @Test
    void nothing_acknowledged_is_lost_when_the_manager_and_then_a_data_node_are_killed() throws Exception {
        TestCluster cluster = TestCluster.of(3);
        try (VectorStore store = OpenSearchVectorStore.connect(
                cluster.store("failover"),
                Credentials.none(),
                ClusterOptions.DEFAULT
                        .shards(2)
                        .replicas(1)
                        .timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20))
                        .patience(Duration.ofMinutes(3)))) {
            VectorCollection items =
                    store.create(CollectionSpec.of("items", DIMENSION).metrics(Metric.EUCLIDEAN, Metric.MANHATTAN));
            cluster.await("\"status\":\"green\"");
            // Not the minute that a cluster waits by itself for a node to come back before it copies.
            TestCluster.put(
                    cluster.manager(),
                    "/failover.items/_settings",
                    "{\"index.unassigned.node_left.delayed_timeout\":\"1s\"}");
            Ingest ingest = new Ingest(items);
            ingest.awaitMore(BATCH);
            ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
            AtomicBoolean enough = new AtomicBoolean();
            AtomicInteger searches = new AtomicInteger();
            Thread searching = Thread.ofPlatform().start(() -> {
                while (!enough.get()) {
                    try {
                        searchFor(items, ingest.acknowledged.get());
                        searches.incrementAndGet();
                    } catch (RuntimeException | AssertionError e) {
                        // The first is enough; more would come without end if the test gave up and closed the store.
                        failures.add(e);
                        return;
                    }
                }
            });
            ingest.awaitMore(400);

            ClusterNode first = cluster.manager();
            first.kill();
            ingest.awaitMore(400);
            // Two of three that may be the manager have to be there: the first comes back before the next one goes.
            first.start(cluster.nodes());
            cluster.await("\"number_of_nodes\":3");
            cluster.await("\"status\":\"green\"");

            ClusterNode manager = cluster.manager();
            ClusterNode second = cluster.nodes().stream()
                    .filter(node -> node != manager)
                    .findFirst()
                    .orElseThrow();
            second.kill();
            ingest.awaitMore(400);
            cluster.await("\"status\":\"green\"");

            int acknowledged = ingest.end();
            enough.set(true);
            searching.join();
            assertThat(failures).isEmpty();
            assertThat(searches).hasPositiveValue();
            assertAllThere(items, acknowledged);
        }
    }

    private static void assertAllThere(VectorCollection items, int acknowledged) {
        Map<String, Item> there;
        try (Stream<Item> scan = items.scan()) {
            there = scan.collect(Collectors.toMap(Item::id, item -> item));
        }
        assertThat(there).hasSizeGreaterThanOrEqualTo(acknowledged);
        for (int i = 0; i < acknowledged; i++) {
            assertThat(there.get("i" + i)).isEqualTo(item(i));
        }
    }

    /// An item that was acknowledged before is found, exactly and approximately.
    private static void searchFor(VectorCollection items, int acknowledged) {
        Item wanted = item(new Random().nextInt(acknowledged));
        SearchRequest near = SearchRequest.near(wanted.vector()).limit(1);
        assertThat(items.search(near.exact()).ids()).containsExactly(wanted.id());
        assertThat(items.search(near.metric(Metric.MANHATTAN)).ids()).containsExactly(wanted.id());
        assertThat(items.search(near.effort(200)).hits()).hasSize(1);
    }

    /// One of three that may be the manager is left, and may not be it alone.
    @Test
    void without_a_quorum_calls_fail_in_time_and_all_is_there_when_the_nodes_are_back() throws Exception {
        TestCluster cluster = TestCluster.of(3);
        URI address = cluster.store("quorum");
        Credentials credentials = Credentials.basic("ann", SECRET);
        ClusterOptions patient = ClusterOptions.DEFAULT.shards(2).replicas(1);
        ClusterOptions hasty =
                patient.timeouts(Duration.ofSeconds(1), Duration.ofSeconds(8)).patience(Duration.ofSeconds(5));
        try (VectorStore store = OpenSearchVectorStore.connect(address, credentials, patient);
                VectorStore failing = OpenSearchVectorStore.connect(address, credentials, hasty)) {
            VectorCollection items =
                    store.create(CollectionSpec.of("items", DIMENSION).metrics(Metric.EUCLIDEAN, Metric.MANHATTAN));
            cluster.await("\"status\":\"green\"");
            Ingest ingest = new Ingest(failing.collection("items"));
            ingest.awaitMore(200);

            ClusterNode manager = cluster.manager();
            ClusterNode other = cluster.nodes().stream()
                    .filter(node -> node != manager)
                    .findFirst()
                    .orElseThrow();
            manager.kill();
            other.kill();
            List<Throwable> failures = List.of(
                    failureInTime(ingest.done::join).getCause(),
                    failureInTime(() -> failing.create(CollectionSpec.of("more", DIMENSION))));
            for (Throwable failure : failures) {
                assertThat(failure)
                        .isInstanceOf(StoreUnavailableException.class)
                        .hasMessageContainingAll("attempts", "there is no connection to", at(manager), at(other));
                assertThat(stackTrace(failure)).doesNotContain(SECRET);
            }
            assertThat(failures.getFirst()).hasMessageContaining("cannot write to collection 'items'");
            assertThat(failures.getLast()).hasMessageContaining("'more'");

            manager.start(cluster.nodes());
            other.start(cluster.nodes());
            cluster.await("\"number_of_nodes\":3");
            cluster.await("\"status\":\"green\"");
            int acknowledged = ingest.acknowledged.get();
            assertThat(acknowledged).isGreaterThanOrEqualTo(200);
            assertAllThere(items, acknowledged);
            searchFor(items, acknowledged);
            items.upsert(item(acknowledged));
            assertAllThere(items, acknowledged + 1);
            for (ClusterNode node : cluster.nodes()) {
                assertThat(node.log()).content().doesNotContain(SECRET);
            }
        }
    }

    /// What a call of the hasty store ends with: after its patience, and then one more attempt at each node at the
    /// most.
    private static Throwable failureInTime(ThrowingCallable call) {
        long start = System.nanoTime();
        Throwable failure = catchThrowable(call);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5 + 3 * 8 + 5));
        return failure;
    }

    private static String at(ClusterNode node) {
        return "127.0.0.1:" + node.httpPort();
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void when_all_nodes_are_gone_calls_fail_with_what_was_tried() throws Exception {
        TestCluster cluster = TestCluster.of(3);
        try (VectorStore store = OpenSearchVectorStore.connect(
                cluster.store("gone"), Credentials.none(), ClusterOptions.DEFAULT.patience(Duration.ofSeconds(2)))) {
            VectorCollection items = store.create(CollectionSpec.of("items", DIMENSION));
            items.upsert(item(0));
            for (ClusterNode node : cluster.nodes()) {
                node.kill();
            }
            assertThatThrownBy(() -> items.upsert(item(1)))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContainingAll("cannot write to collection 'items'", "attempts", "0 of 1 items");
            assertThatThrownBy(() -> items.search(SearchRequest.near(new float[DIMENSION])))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }
}
