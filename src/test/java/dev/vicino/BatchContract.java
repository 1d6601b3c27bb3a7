package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [VectorCollection] promises about many requests at once.
public abstract class BatchContract extends RandomItems {
    @Test
    void a_batch_is_answered_as_its_requests_one_by_one() {
        List<SearchRequest> requests = mixed(60);
        List<SearchResult> together = items.searchAll(requests);
        assertThat(together).hasSameSizeAs(requests);
        for (int i = 0; i < requests.size(); i++) {
            SearchResult alone = items.search(requests.get(i));
            assertThat(together.get(i).request()).isEqualTo(requests.get(i));
            assertThat(together.get(i).hits()).isEqualTo(alone.hits());
            assertThat(together.get(i).groups()).isEqualTo(alone.groups());
            assertThat(together.get(i).plan()).isEqualTo(alone.plan());
        }
        assertThat(items.searchAll(List.of())).isEmpty();
    }

    @Test
    void a_batch_fails_as_its_first_wrong_request_does() {
        List<SearchRequest> requests = new ArrayList<>(mixed(20));
        requests.set(7, SearchRequest.like("nobody"));
        requests.set(13, SearchRequest.near(new float[1]));
        assertThatThrownBy(() -> items.searchAll(requests))
                .isInstanceOf(NoSuchItemException.class)
                .hasMessageContaining("'nobody'");
    }

    @Test
    void an_interrupted_thread_gets_its_batch_and_stays_interrupted() {
        List<SearchRequest> requests = mixed(10);
        Thread.currentThread().interrupt();
        List<SearchResult> results = items.searchAll(requests);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(results).hasSize(10);
        assertThat(items.searchAll(requests))
                .extracting(SearchResult::hits)
                .isEqualTo(results.stream().map(SearchResult::hits).toList());
    }
}
