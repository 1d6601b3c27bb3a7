package dev.vicino.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterAddressTest {
    private static ClusterAddress of(String uri) {
        return ClusterAddress.of(URI.create(uri));
    }

    @Test
    void an_address_names_hosts_and_store() {
        assertThat(of("opensearch://a:1,b.example/articles")).hasToString("opensearch://a:1,b.example:9200/articles");
        assertThat(of("opensearch://[::1]:3")).hasToString("opensearch://[::1]:3/vicino");
        assertThat(of("OpenSearchS://node")).hasToString("opensearchs://node:9200/vicino");
        assertThat(of("opensearchs://node/").secure()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index",
                "http://node:9200",
                "opensearch:node",
                "opensearch:///store",
                "opensearch://node/Store",
                "opensearch://node/a/b",
                "opensearch://node/a.b",
                "opensearch://node/*",
                "opensearch://node,/a",
                "opensearch://node:x",
                "opensearch://node/a?b",
                "opensearch://node/a#b"
            })
    void what_is_no_address_is_refused(String uri) {
        assertThatThrownBy(() -> of(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    void credentials_in_an_address_are_refused_and_not_repeated() {
        assertThatThrownBy(() -> of("opensearch://ann:hunter2@node:9200/store"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("credentials")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }
}
