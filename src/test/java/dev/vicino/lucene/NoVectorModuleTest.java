package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A JVM that was started without the vector module.
class NoVectorModuleTest {
    @TempDir
    private Path folder;

    static final class Application {
        public static void main(String[] arguments) {
            try (VectorStore store = LuceneVectorStore.open(Path.of(arguments[0]))) {
                VectorCollection colours =
                        store.collection(CollectionSpec.of("colours", 3).metrics(Metric.values()));
                colours.upsert(List.of(Item.of("red", new float[] {1, 0, 0}), Item.of("green", new float[] {0, 1, 0})));
                for (Metric metric : Metric.values()) {
                    SearchRequest near = SearchRequest.near(new float[] {0.9f, 0.1f, 0})
                            .metric(metric)
                            .limit(1);
                    System.out.println(
                            metric + " " + colours.search(near.exact()).ids() + " "
                                    + colours.search(near).ids());
                }
            }
        }
    }

    @Test
    void the_store_works_without_it_and_says_in_one_line_that_it_is_slower() throws Exception {
        List<String> lines;
        try (ChildJvm child = ChildJvm.start(List.of(), Application.class, folder.toString())) {
            lines = child.remainingLines();
        }
        assertThat(lines)
                .contains(
                        "EUCLIDEAN [red] [red]",
                        "MANHATTAN [red] [red]",
                        "DOT_PRODUCT [red] [red]",
                        "COSINE [red] [red]");
        assertThat(lines.stream().filter(line -> line.contains("jdk.incubator.vector")))
                .hasSize(1);
    }
}
