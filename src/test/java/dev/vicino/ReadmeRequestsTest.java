package dev.vicino;

import static dev.vicino.SearchRequest.examples;
import static dev.vicino.SearchRequest.hybrid;
import static dev.vicino.SearchRequest.like;
import static dev.vicino.SearchRequest.near;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.evaluation.LabelDoubts;
import dev.vicino.evaluation.Progress;
import dev.vicino.explorer.plane.Layout;
import dev.vicino.explorer.plane.Plane;
import dev.vicino.explorer.plane.PlaneListener;
import dev.vicino.lucene.LuceneVectorStore;
import dev.vicino.micrometer.CollectionMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The calls that README shows in a row.
class ReadmeRequestsTest {
    @TempDir
    private Path folder;

    @Test
    void each_of_them_compiles_and_answers() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection items =
                    store.collection(CollectionSpec.of("articles", 3).indexText());
            items.upsert(List.of(
                    Item.of("red", new float[] {1, 0, 0}).with("article", 1).text("what error E-417 means"),
                    Item.of("orange", new float[] {1, 0.5f, 0}).with("article", 2)));
            float[] query = {1, 0.75f, 0};
            List<Query.Example> liked = List.of(new Query.Like("red"));
            List<Query.Example> disliked = List.of(new Query.Near(new float[] {0, 0, 1}));
            List<SearchRequest> requests = List.of(near(query), like("red"));

            items.search(like("red").targetRecall(0.99)); // as much effort as that recall takes
            items.search(near(query).maxValue(3.5).offset(20).limit(20)); // all within a distance, page by page
            items.search(near(query).where(Filter.parse("price < 20 and tags = 'new' and not name starts with 'X'")));
            items.search(examples(liked, disliked).diverse(0.7)); // like these, unlike those, unlike each other
            items.search(near(query).groupBy("article", 3)); // the nearest articles, three passages of each
            items.search(hybrid(query, "error E-417")); // by meaning and by words, ranks fused
            items.searchAll(requests); // one state, all cores
            items.explain(like("red"), "orange"); // where it stands, and why
            items.async().search(near(query)).thenAccept(System.out::println).join(); // on a virtual thread
            new CollectionMetrics(items).bindTo(registry); // with micrometer-core on the class path

            assertThat(registry.get("vicino.items").tag("state", "live").gauge().value())
                    .isEqualTo(2);
        }
    }

    @Test
    void those_that_look_into_a_collection_do() {
        Random random = new Random(1);
        try (VectorStore store = LuceneVectorStore.open(folder)) {
            VectorCollection digits = store.collection(CollectionSpec.of("digits", 3));
            digits.upsert(IntStream.range(0, 300)
                    .mapToObj(i -> Item.of("test/" + i, new float[] {random.nextFloat(), random.nextFloat(), i % 10})
                            .with("label", i % 10))
                    .toList());
            float[] query = {0, 0, 3};

            assertThat(digits.walk(near(query)).steps()).isNotEmpty();
            digits.walk(near(query).effort(20)).steps(); // the graph search, comparison by comparison
            LabelDoubts.by(Metric.EUCLIDEAN).find(digits, "label", Progress.NONE); // labels that the neighbours deny
            Plane.of(digits, Layout.Umap.DEFAULT, PlaneListener.NONE)
                    .points(); // a map on which neighbours stay neighbours
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"More than the nearest ten", "Looking into a collection"})
    void they_are_the_ones_in_readme(String heading) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String source = squeezed(Files.readString(Path.of("src/test/java/dev/vicino/ReadmeRequestsTest.java")));
        String start = heading + ":\n\n```java\n";
        int from = readme.indexOf(start) + start.length();
        String block = readme.substring(from, readme.indexOf("```", from));
        assertThat(block.lines()).hasSizeGreaterThan(2);
        assertThat(Stream.of(block.split("\n")).map(ReadmeRequestsTest::squeezed))
                .allSatisfy(line -> assertThat(source).contains(line));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", " ").replace(" .", ".");
    }
}
