package dev.vicino.bench;

import dev.vicino.Item;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Searches of this store while another thread replaces items. Each is replaced by itself, so that the truth holds
/// before, during and after; the answers that are judged are those given meanwhile. On a copy of the store: the other
/// measurements want one segment.
final class UnderWrites {
    private static final int BATCH = 100;

    private UnderWrites() {}

    static Answer measure(BenchData data, Path folder, Order order) throws IOException {
        Path copy = folder.resolveSibling(folder.getFileName() + "-written");
        copy(folder, copy);
        VectorFile base = data.base();
        try (VectorStore store = LuceneVectorStore.open(copy)) {
            VectorCollection items = store.collection(VicinoEngine.COLLECTION);
            Stopwatch watch = new Stopwatch(
                    () -> VicinoEngine.search(items), data.queries().rows(order.queries()));
            AtomicBoolean ended = new AtomicBoolean();
            AtomicLong written = new AtomicLong();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                while (!ended.get()) {
                    int first = (int) (written.get() % (base.count() - BATCH));
                    List<Item> batch = IntStream.range(first, first + BATCH)
                            .mapToObj(i -> VicinoEngine.item(base, i))
                            .toList();
                    items.upsert(batch);
                    written.addAndGet(BATCH);
                }
            });
            Answer answer = watch.againAndAgain(order);
            long meanwhile = written.get();
            ended.set(true);
            writing.join();
            return new Answer(
                    answer.queries(),
                    answer.seconds(),
                    answer.processorSeconds(),
                    answer.latency(),
                    answer.ordinals(),
                    meanwhile,
                    0);
        } finally {
            Folders.delete(copy);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Folders.delete(to);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }
}
