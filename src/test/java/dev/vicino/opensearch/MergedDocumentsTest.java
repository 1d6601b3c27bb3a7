package dev.vicino.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class MergedDocumentsTest {
    /// What a cluster says of a copy of a shard.
    private static ObjectNode copy(String node, int documents, int deleted, int segments, int merged) {
        ObjectNode copy = Json.object();
        copy.set("routing", Json.object().put("node", node));
        copy.set("docs", Json.object().put("count", documents).put("deleted", deleted));
        copy.set("segments", Json.object().put("count", segments));
        copy.set("merges", Json.object().put("total_docs", merged));
        return copy;
    }

    private static ObjectNode shards(ArrayNode... shards) {
        ObjectNode all = Json.object();
        for (int i = 0; i < shards.length; i++) {
            all.set(String.valueOf(i), shards[i]);
        }
        return all;
    }

    private static ArrayNode copies(ObjectNode... copies) {
        ArrayNode all = Json.array();
        for (ObjectNode copy : copies) {
            all.add(copy);
        }
        return all;
    }

    @Test
    void each_copy_of_a_shard_counts_its_documents_when_it_is_merged() {
        MergedDocuments merged = new MergedDocuments(
                shards(copies(copy("a", 100, 20, 3, 500), copy("b", 100, 5, 2, 0)), copies(copy("a", 50, 0, 2, 7))));
        assertThat(merged.total()).isEqualTo(275);
        assertThat(merged.done(shards(
                        copies(copy("a", 100, 20, 3, 500), copy("b", 100, 5, 2, 0)), copies(copy("a", 50, 0, 2, 7)))))
                .isZero();
        assertThat(merged.done(shards(
                        copies(copy("a", 100, 0, 1, 620), copy("b", 100, 5, 2, 0)), copies(copy("a", 50, 0, 2, 7)))))
                .isEqualTo(120);
        assertThat(merged.done(shards(
                        copies(copy("a", 100, 0, 1, 620), copy("b", 100, 0, 1, 105)), copies(copy("a", 50, 0, 1, 57)))))
                .isEqualTo(275);
    }

    @Test
    void copies_in_one_segment_with_nothing_deleted_are_not_to_be_merged() {
        MergedDocuments merged =
                new MergedDocuments(shards(copies(copy("a", 100, 0, 1, 500)), copies(copy("a", 0, 0, 0, 0))));
        assertThat(merged.total()).isZero();
    }

    @Test
    void what_is_done_never_falls_and_never_exceeds_the_total() {
        MergedDocuments merged = new MergedDocuments(shards(copies(copy("a", 100, 0, 2, 0), copy("b", 100, 0, 2, 0))));
        // Another merge came between.
        assertThat(merged.done(shards(copies(copy("a", 100, 0, 1, 160), copy("b", 100, 0, 2, 0)))))
                .isEqualTo(100);
        // The node was started anew, and the copy moved on.
        assertThat(merged.done(shards(copies(copy("a", 100, 0, 1, 0), copy("c", 100, 0, 2, 0)))))
                .isEqualTo(100);
    }
}
