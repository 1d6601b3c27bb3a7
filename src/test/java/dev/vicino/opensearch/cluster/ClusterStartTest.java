package dev.vicino.opensearch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClusterStartTest {
    @Test
    void a_cluster_starts() throws Exception {
        TestCluster cluster = TestCluster.of(1);
        assertThat(TestCluster.ask(cluster.manager(), "/_cat/plugins")).contains("opensearch-knn");
    }
}
