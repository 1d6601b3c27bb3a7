package dev.vicino.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.CollectionSpec;
import dev.vicino.CorruptStoreException;
import dev.vicino.FormatVersionException;
import dev.vicino.GraphParameters;
import dev.vicino.Metric;
import dev.vicino.PayloadType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CollectionIndexTest {
    static Stream<Set<Metric>> metrics() {
        Stream<Set<Metric>> subsets = Stream.of(EnumSet.noneOf(Metric.class));
        for (Metric metric : Metric.values()) {
            subsets = subsets.flatMap(subset -> {
                Set<Metric> with = EnumSet.of(metric);
                with.addAll(subset);
                return Stream.of(subset, with);
            });
        }
        return subsets.filter(subset -> !subset.isEmpty());
    }

    /// The plugin's default engine is a native library: a document in a field of it takes the node down where that is
    /// not installed. A field without a method is one unless the whole index has no graphs.
    @ParameterizedTest
    @MethodSource("metrics")
    void every_vector_field_is_of_the_lucene_engine_or_has_no_graph_at_all(Set<Metric> metrics) {
        JsonNode index = CollectionIndex.creation(
                CollectionSpec.of("items", 3).metrics(metrics.toArray(Metric[]::new)), ClusterOptions.DEFAULT);
        boolean graphs =
                index.required("settings").required("index").required("knn").asBoolean();
        List<JsonNode> fields = vectorFields(index.required("mappings"));
        assertThat(fields).isNotEmpty().allSatisfy(field -> {
            assertThat(field.has("method")).isEqualTo(graphs);
            if (graphs) {
                assertThat(field.required("method").required("engine").asString())
                        .isEqualTo("lucene");
            }
            assertThat(field.has("mode")).isFalse();
            assertThat(field.has("compression_level")).isFalse();
        });
        assertThat(graphs).isEqualTo(!metrics.equals(Set.of(Metric.MANHATTAN)));
        assertThat(index.toString()).doesNotContain("on_disk", "faiss", "nmslib");
    }

    private static List<JsonNode> vectorFields(JsonNode mapping) {
        List<JsonNode> fields = new ArrayList<>();
        for (JsonNode field : mapping.required("properties")) {
            if (field.required("type").asString().equals("knn_vector")) {
                fields.add(field);
            }
        }
        return fields;
    }

    @Test
    void nothing_is_mapped_by_chance_and_what_is_acknowledged_is_on_disk() {
        JsonNode index = CollectionIndex.creation(CollectionSpec.of("items", 3), ClusterOptions.DEFAULT);
        assertThat(index.required("mappings").required("dynamic").asString()).isEqualTo("strict");
        assertThat(index.required("settings")
                        .required("index")
                        .required("translog.durability")
                        .asString())
                .isEqualTo("request");
    }

    @Test
    void a_mapping_says_what_its_collection_is() {
        CollectionSpec spec = CollectionSpec.of("Items", 3)
                .metrics(Metric.COSINE, Metric.MANHATTAN)
                .graph(new GraphParameters(7, 33))
                .embedder("vae \uD800")
                .field("made.at", PayloadType.INSTANT)
                .indexText();
        assertThat(CollectionIndex.read("i", CollectionIndex.mapping(spec))).isEqualTo(spec);
        CollectionSpec plain = CollectionSpec.of("items", 1);
        assertThat(CollectionIndex.read("i", CollectionIndex.mapping(plain))).isEqualTo(plain);
    }

    @Test
    void a_mapping_of_another_format_or_of_none_is_refused() {
        ObjectNode mapping = CollectionIndex.mapping(CollectionSpec.of("items", 3));
        ((ObjectNode) mapping.required("_meta").required("vicino")).put("format", 2);
        assertThatThrownBy(() -> CollectionIndex.read("vicino.items", mapping))
                .isInstanceOf(FormatVersionException.class)
                .hasMessageContainingAll("'vicino.items'", "version 2", "version 1");
        assertThatThrownBy(() -> CollectionIndex.read("vicino.items", Json.object()))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("'vicino.items'");
    }
}
