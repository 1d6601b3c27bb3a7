package dev.vicino.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.SearchPlan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanJsonTest {
    @Test
    void what_the_engine_does_not_tell_is_null() {
        SearchPlan walked = new SearchPlan(
                100,
                List.of(new SearchPlan.Segment(
                        0, SearchPlan.UNKNOWN, SearchPlan.UNKNOWN, SearchPlan.Way.WALKED, false, SearchPlan.UNKNOWN)));
        assertThat(new String(Json.write(PlanJson.of(walked)), StandardCharsets.UTF_8))
                .contains("\"compared\":null,\"segments\"", "\"items\":null,\"matches\":null")
                .doesNotContain("-1");
    }

    @Test
    void what_it_tells_is_a_number() {
        SearchPlan scanned =
                new SearchPlan(0, List.of(new SearchPlan.Segment(0, 7, 5, SearchPlan.Way.SCANNED_AS_ASKED, false, 5)));
        assertThat(new String(Json.write(PlanJson.of(scanned)), StandardCharsets.UTF_8))
                .contains("\"compared\":5,\"segments\"", "\"items\":7,\"matches\":5");
    }
}
