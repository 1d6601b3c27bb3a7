package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Audit;
import dev.vicino.CollectionSpec;
import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.Query;
import dev.vicino.SearchPlan;
import dev.vicino.SearchPlanContract;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneSearchPlanTest extends SearchPlanContract {
    private static final int ITEMS = 12_000;
    private static final int DIMENSION = 192;
    private static final int DEGREES_OF_FREEDOM = 8;
    private static final int QUERIES = 50;

    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }

    /// In a plane of few dimensions through the space, of which an image keeps nearly all.
    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        Random axes = new Random(1);
        for (int axis = 0; axis < DEGREES_OF_FREEDOM; axis++) {
            float along = (float) random.nextGaussian();
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] += along * (float) axes.nextGaussian();
            }
        }
        return vector;
    }

    @Test
    void some_that_a_filter_lets_through_are_scanned_by_their_image(@TempDir Path place) {
        Random random = new Random(2);
        try (VectorStore store = LuceneVectorStore.open(place)) {
            VectorCollection items = store.collection(CollectionSpec.of("items", DIMENSION));
            items.upsert(IntStream.range(0, ITEMS)
                    .mapToObj(i -> Item.of("item/" + i, vector(random)).with("n", i))
                    .toList());
            items.compact();
            double recall = 0;
            for (int i = 0; i < QUERIES; i++) {
                SearchRequest near = i % 2 == 0 ? SearchRequest.near(vector(random)) : SearchRequest.like("item/" + i);
                Audit audit = items.audit(near.effort(40).where(Filter.lt("n", ITEMS / 20)));
                SearchPlan plan = audit.approximate().plan();
                assertThat(plan.segments())
                        .extracting(SearchPlan.Segment::way)
                        .containsExactly(SearchPlan.Way.SCANNED_BY_IMAGE);
                assertThat(plan.exact()).isFalse();
                assertThat(plan.toString()).startsWith("effort 40").contains("scanned by image (cheaper than a walk)");
                assertThat(audit.approximate().ids()).hasSize(10);
                if (near.query() instanceof Query.Like like) {
                    assertThat(audit.approximate().ids()).doesNotContain(like.id());
                }
                recall += audit.recall() / QUERIES;
            }
            assertThat(recall).isGreaterThan(0.99);
        }
    }
}
