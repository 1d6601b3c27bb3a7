import static dev.vicino.Filter.eq;

import dev.vicino.Audit;
import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import dev.vicino.lucene.LuceneVectorStore;
import java.nio.file.Path;
import java.util.List;

public class Colours {
    public static void main(String[] args) {
        try (VectorStore store = LuceneVectorStore.open(Path.of("index"))) {
            VectorCollection colours = store.collection(
                    CollectionSpec.of("colours", 3).metrics(Metric.COSINE, Metric.MANHATTAN));
            colours.upsert(List.of(
                    Item.of("red", new float[] {1, 0, 0}).with("warm", true),
                    Item.of("orange", new float[] {1, 0.5f, 0}).with("warm", true),
                    Item.of("green", new float[] {0, 1, 0}).with("warm", false),
                    Item.of("blue", new float[] {0, 0, 1}).with("warm", false)));

            SearchRequest likeAmber = SearchRequest.near(new float[] {1, 0.75f, 0})
                    .metric(Metric.COSINE).limit(2).where(eq("warm", true));
            colours.search(likeAmber).hits().forEach(hit ->
                    System.out.printf("%d. %s %.4f%n", hit.rank(), hit.id(), hit.value()));

            Audit audit = colours.audit(likeAmber.metric(Metric.MANHATTAN));
            System.out.println("recall " + audit.recall() + ", missed " + audit.missed());
        }
    }
}
