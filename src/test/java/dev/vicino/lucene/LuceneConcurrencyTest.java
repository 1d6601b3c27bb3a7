package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Hit;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Eight threads read while two write, and one reads through a store of its own that it refreshes, for three seconds,
/// or for a minute in the long form (`-Psoak`).
///
/// Each item's payload holds the version that its vector is made from, and versions only rise. So a reader can tell
/// what is torn (vector and payload of two versions), what is stale (older than a version whose upsert had returned),
/// and what is invented.
class LuceneConcurrencyTest {
    private static final int ITEMS = 400;
    private static final int DIMENSION = 12;
    private static final int READERS = 8;
    private static final int WRITERS = 2;
    private static final long SECONDS = Boolean.getBoolean("vicino.soak") ? 60 : 3;

    @TempDir
    private Path folder;

    /// The latest version of each item whose upsert has returned.
    private final AtomicLongArray stored = new AtomicLongArray(ITEMS);

    /// The latest version of each item that is durable.
    private final AtomicLongArray flushed = new AtomicLongArray(ITEMS);

    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLongArray done = new AtomicLongArray(WRITERS + READERS + 1);
    private volatile boolean stop;

    @Test
    @EnabledOnOs(OS.LINUX)
    void eight_readers_and_two_writers_see_nothing_torn_or_stale_and_leak_no_handle() throws Exception {
        run(folder.resolve("warm-up"), 300);
        long handles = handles();
        long maps = maps();
        run(folder.resolve("store"), SECONDS * 1000);
        assertThat(handles()).isLessThanOrEqualTo(handles);
        assertThat(maps()).isLessThanOrEqualTo(maps);
    }

    private void run(Path place, long millis) throws InterruptedException {
        stop = false;
        for (int i = 0; i < ITEMS; i++) {
            stored.set(i, 0);
            flushed.set(i, 0);
        }
        try (VectorStore store = LuceneVectorStore.open(place);
                VectorStore beside = LuceneVectorStore.openReadOnly(place)) {
            VectorCollection items =
                    store.collection(CollectionSpec.of("items", DIMENSION).metrics(Metric.EUCLIDEAN, Metric.COSINE));
            items.upsert(Stream.iterate(0, i -> i + 1)
                    .limit(ITEMS)
                    .map(i -> item(i, 0))
                    .toList());
            items.flush();
            List<Thread> threads = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int mine = writer;
                threads.add(start(mine, () -> write(items, mine)));
            }
            for (int reader = 0; reader < READERS; reader++) {
                SplittableRandom random = new SplittableRandom(reader);
                threads.add(start(WRITERS + reader, () -> read(items, random)));
            }
            VectorCollection itemsBeside = beside.collection("items");
            SplittableRandom random = new SplittableRandom(99);
            threads.add(start(WRITERS + READERS, () -> readBeside(itemsBeside, random)));
            Thread.sleep(millis);
            stop = true;
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            for (int thread = 0; thread < done.length(); thread++) {
                assertThat(done.get(thread)).as("rounds of thread " + thread).isPositive();
            }
            assertThat(items.count()).isEqualTo(ITEMS);
        }
    }

    private Thread start(int thread, Runnable round) {
        return Thread.ofPlatform().start(() -> {
            try {
                while (!stop) {
                    round.run();
                    done.incrementAndGet(thread);
                }
            } catch (Throwable e) {
                failures.add(e);
                stop = true;
            }
        });
    }

    /// Every writer has items of its own, so that it knows their versions.
    private void write(VectorCollection items, int writer) {
        SplittableRandom random = new SplittableRandom();
        List<Integer> chosen = new ArrayList<>();
        List<Item> batch = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = random.nextInt(ITEMS / WRITERS) * WRITERS + writer;
            if (!chosen.contains(number)) {
                chosen.add(number);
                batch.add(item(number, stored.get(number) + 1));
            }
        }
        items.upsert(batch);
        chosen.forEach(stored::incrementAndGet);
        switch (random.nextInt(40)) {
            case 0 -> flushed(chosen, items::flush);
            case 1 -> flushed(chosen, items::compact);
            default -> {}
        }
    }

    /// Once this has returned, what was chosen is durable in the version that it has now: no other thread changes it.
    private void flushed(List<Integer> chosen, Runnable flush) {
        flush.run();
        chosen.forEach(number -> flushed.set(number, stored.get(number)));
    }

    /// A store that was opened for reading shows after each refresh what was flushed before it.
    private void readBeside(VectorCollection items, SplittableRandom random) {
        int number = random.nextInt(ITEMS);
        long least = flushed.get(number);
        items.refresh();
        Item item = items.get("i" + number).orElseThrow();
        assertThat(version(item)).isGreaterThanOrEqualTo(least);
        assertThat(item).isEqualTo(item(number, version(item)));
    }

    private void read(VectorCollection items, SplittableRandom random) {
        int number = random.nextInt(ITEMS);
        long least = stored.get(number);
        switch (random.nextInt(4)) {
            case 0 -> {
                Optional<Item> item = items.get("i" + number);
                assertThat(item).isPresent();
                assertThat(version(item.orElseThrow())).isGreaterThanOrEqualTo(least);
                assertThat(item.orElseThrow()).isEqualTo(item(number, version(item.orElseThrow())));
            }
            case 1 -> {
                try (Stream<Item> scan = items.scan()) {
                    assertThat(scan.count()).isEqualTo(ITEMS);
                }
            }
            case 2 -> assertThat(items.count()).isEqualTo(ITEMS);
            default -> search(items, random);
        }
    }

    private void search(VectorCollection items, SplittableRandom random) {
        long[] least = new long[ITEMS];
        for (int i = 0; i < ITEMS; i++) {
            least[i] = stored.get(i);
        }
        float[] query = item(random.nextInt(ITEMS), random.nextInt(50)).vector();
        Metric metric = random.nextBoolean() ? Metric.EUCLIDEAN : Metric.COSINE;
        SearchRequest near = SearchRequest.near(query).metric(metric).limit(5);
        List<Hit> hits = items.search(random.nextBoolean() ? near.exact() : near.effort(5))
                .hits();
        assertThat(hits).hasSize(5);
        for (Hit hit : hits) {
            int number = Integer.parseInt(hit.id().substring(1));
            long version = (Long) hit.payload().get("version").orElseThrow();
            assertThat(version).isGreaterThanOrEqualTo(least[number]);
            assertThat(hit.value())
                    .isEqualTo(metric.between(query, item(number, version).vector()));
        }
    }

    private static long version(Item item) {
        return (Long) item.payload().get("version").orElseThrow();
    }

    private static Item item(int number, long version) {
        SplittableRandom random = new SplittableRandom(number * 1_000_003L + version);
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextDouble(-1, 1);
        }
        return Item.of("i" + number, vector).with("version", version);
    }

    private static long handles() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    /// Memory maps of this test's files, deleted ones too.
    private long maps() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.contains(folder.toString()))
                .count();
    }
}
