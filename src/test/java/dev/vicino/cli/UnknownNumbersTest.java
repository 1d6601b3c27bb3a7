package dev.vicino.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Explanation;
import dev.vicino.Metric;
import dev.vicino.SearchPlan;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What a walk on a cluster compared, nobody knows.
class UnknownNumbersTest {
    private static final SearchPlan WALKED = new SearchPlan(
            100,
            List.of(new SearchPlan.Segment(
                    0, SearchPlan.UNKNOWN, SearchPlan.UNKNOWN, SearchPlan.Way.WALKED, false, SearchPlan.UNKNOWN)));

    private static final SearchResult RESULT = new SearchResult(
            SearchRequest.near(new float[] {1}), Metric.EUCLIDEAN, List.of(), List.of(), WALKED, Duration.ofMillis(2));

    private static String said(Consumer<Terminal> speech) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        speech.accept(new Terminal(stream, stream, false, false));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void an_answer_says_that_they_are_not_known() {
        Answer answer = Answer.of("items", false, Map.of("id", "a"), RESULT);
        assertThat(said(terminal -> answer.print(terminal, "Near a"))).contains("found by graph: – compared");
        assertThat(said(terminal -> terminal.json(answer)))
                .contains("\"milliseconds\" : 2.0")
                .doesNotContain("compared", "-1");
    }

    @Test
    void an_explanation_says_that_they_are_not_known() {
        ExplainedItem item = ExplainedItem.of(
                Explanation.of("a", 0.5, new double[] {0.25}, 11, Explanation.Standing.BEYOND_THE_LIMIT, RESULT));
        assertThat(said(item::print))
                .containsPattern("graph walked.* – .* – .* –")
                .doesNotContain("-1");
        assertThat(said(terminal -> terminal.json(item)))
                .contains("\"way\" : \"graph walked\"")
                .doesNotContain("items", "matches", "compared", "-1");
    }
}
