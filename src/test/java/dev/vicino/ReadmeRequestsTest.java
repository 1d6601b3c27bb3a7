package dev.vicino;

import static dev.vicino.SearchRequest.examples;
import static dev.vicino.SearchRequest.hybrid;
import static dev.vicino.SearchRequest.like;
import static dev.vicino.SearchRequest.near;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.lucene.LuceneVectorStore;
import dev.vicino.micrometer.CollectionMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void they_are_the_ones_in_readme() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String source = squeezed(Files.readString(Path.of("src/test/java/dev/vicino/ReadmeRequestsTest.java")));
        String start = "More than the nearest ten:\n\n```java\n";
        int from = readme.indexOf(start) + start.length();
        String block = readme.substring(from, readme.indexOf("```", from));
        assertThat(block.lines()).hasSizeGreaterThan(5);
        assertThat(Stream.of(block.split("\n")).map(ReadmeRequestsTest::squeezed))
                .allSatisfy(line -> assertThat(source).contains(line));
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", " ");
    }
}
