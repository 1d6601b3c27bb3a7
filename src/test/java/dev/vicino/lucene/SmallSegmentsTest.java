package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchPlan;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.VerifyReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of the small segments that are written while others search.
class SmallSegmentsTest {
    private static final int DIMENSION = 300;

    @TempDir
    private Path folder;

    private final Random random = new Random(3);

    @Test
    void a_small_change_in_sight_is_scanned_and_gets_its_graphs_when_the_collection_is_compacted() {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = collection(store);
            assertThat(items.count()).isZero();
            items.upsert(items(0, 1000));
            items.flush();
            SearchRequest near = SearchRequest.near(vector()).effort(20);
            assertThat(way(items, near)).containsExactly(SearchPlan.Way.SCANNED_AS_CHEAPER);
            assertThat(metricsOfGraphs()).isEmpty();
            items.compact();
            assertThat(way(items, near)).containsExactly(SearchPlan.Way.WALKED);
            assertThat(way(items, near.metric(Metric.DOT_PRODUCT))).containsExactly(SearchPlan.Way.WALKED);
            assertThat(metricsOfGraphs()).contains(Metric.EUCLIDEAN.symbol(), Metric.DOT_PRODUCT.symbol());
            assertThat(items.audit(near).recall()).isGreaterThan(0.5);
        }
    }

    @Test
    void what_has_been_compacted_is_not_written_again() throws Exception {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = collection(store);
            for (int size : new int[] {100, 1500}) {
                items.upsert(items(0, size));
                items.compact();
                Map<Path, FileTime> before = segmentFiles();
                items.compact();
                assertThat(segmentFiles()).isEqualTo(before);
            }
        }
    }

    @Test
    void what_nobody_waited_for_has_its_graphs_at_once() {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = collection(store);
            items.upsert(items(0, 1500));
            assertThat(way(items, SearchRequest.near(vector()).effort(20))).containsExactly(SearchPlan.Way.WALKED);
        }
    }

    @Test
    void a_large_change_has_its_graphs_at_once() {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = store.collection(CollectionSpec.of("items", 300));
            items.upsert(items(0, 2000));
            assertThat(way(items, SearchRequest.near(vector()).effort(20))).containsExactly(SearchPlan.Way.WALKED);
        }
    }

    @Test
    void however_many_changes_are_looked_at_the_segments_stay_few() {
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items = collection(store);
            for (int i = 0; i < 150; i++) {
                items.upsert(items(i * 20 % 1000, 20));
                assertThat(items.count()).isEqualTo(Math.min(1000, 20 * (i + 1)));
                assertThat(items.stats().segments()).isLessThanOrEqualTo(20);
            }
        }
    }

    private VectorCollection collection(VectorStore store) {
        return store.collection(CollectionSpec.of("items", DIMENSION).metrics(Metric.EUCLIDEAN, Metric.DOT_PRODUCT));
    }

    private List<Item> items(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> Item.of("item/" + i, vector()))
                .toList();
    }

    private float[] vector() {
        float[] vector = new float[DIMENSION];
        // In few directions, so that walks find their way.
        for (int i = 0; i < 8; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static List<SearchPlan.Way> way(VectorCollection items, SearchRequest request) {
        return items.search(request).plan().segments().stream()
                .map(SearchPlan.Segment::way)
                .toList();
    }

    /// By their symbols, of what was flushed.
    private Set<String> metricsOfGraphs() {
        VerifyReport report = LuceneVectorStore.verify(folder);
        assertThat(report.findings()).isEmpty();
        return report.collections().getFirst().graphs().stream()
                .filter(graph -> graph.reachable() != null)
                .flatMap(graph -> graph.metrics().stream())
                .collect(Collectors.toSet());
    }

    private Map<Path, FileTime> segmentFiles() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("items"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("_"))
                    .collect(Collectors.toMap(file -> file, SmallSegmentsTest::written));
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
