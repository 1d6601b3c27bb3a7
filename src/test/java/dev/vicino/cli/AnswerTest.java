package dev.vicino.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Metric;
import dev.vicino.SearchPlan;
import dev.vicino.SearchPlan.Way;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static String planOf(Way... ways) {
        List<SearchPlan.Segment> segments = Arrays.stream(ways)
                .map(way -> new SearchPlan.Segment(0, 9, 5, way, false, 5))
                .toList();
        SearchResult result = new SearchResult(
                SearchRequest.near(new float[] {1}),
                Metric.EUCLIDEAN,
                List.of(),
                List.of(),
                new SearchPlan(100, segments),
                Duration.ofMillis(2));
        return Answer.of("items", false, Map.of("id", "a"), result).plan();
    }

    @Test
    void a_plan_is_named_by_the_least_thorough_of_its_ways() {
        assertThat(planOf(Way.SCANNED_AS_CHEAPER, Way.SCANNED_AFTER_WALK)).isEqualTo("scan");
        assertThat(planOf(Way.SCANNED_AS_CHEAPER, Way.SCANNED_BY_IMAGE)).isEqualTo("image");
        assertThat(planOf(Way.SCANNED_AS_CHEAPER, Way.SCANNED_BY_IMAGE, Way.WALKED))
                .isEqualTo("graph");
    }
}
