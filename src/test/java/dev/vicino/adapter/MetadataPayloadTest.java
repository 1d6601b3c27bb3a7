package dev.vicino.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.Payload;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Metadata, kept and given back.
class MetadataPayloadTest {
    @Test
    void every_type_comes_back_as_it_was() {
        Map<String, Object> metadata = new TreeMap<>(Map.of(
                "string",
                "a",
                "truth",
                true,
                "long",
                1L << 60,
                "double",
                Double.MIN_VALUE,
                "instant",
                Instant.parse("2026-11-28T09:00:00.123456789Z"),
                "uuid",
                new UUID(1, 2)));
        metadata.putAll(Map.of(
                "byte",
                (byte) -1,
                "short",
                Short.MIN_VALUE,
                "int",
                Integer.MAX_VALUE,
                "float",
                1.1f,
                "date",
                Date.from(Instant.ofEpochMilli(1_700_000_000_123L)),
                "ints",
                List.of(1, 2),
                "strings",
                List.of("x", "y"),
                "with.dot",
                7));
        assertThat(roundTrip(metadata)).isEqualTo(metadata);
    }

    @Test
    void what_is_nested_has_its_own_types() {
        Map<String, Object> metadata = Map.of("a", Map.of("b", 1, "c", Map.of("d", 1.5f)), "a.b", 2L, "d", 1.5);
        assertThat(roundTrip(metadata)).isEqualTo(metadata);
    }

    @Test
    void the_elements_of_a_mixed_list_come_back_as_the_payload_keeps_them() {
        assertThat(roundTrip(Map.of("mixed", List.of(1, 2L, "x", 0.5f))))
                .isEqualTo(Map.of("mixed", List.of(1L, 2L, "x", 0.5)));
    }

    @Test
    void metadata_without_narrow_types_leaves_nothing_beside_it() {
        assertThat(MetadataPayload.of(Map.of("page", 3L)).asMap()).isEqualTo(Map.of("page", 3L));
        assertThat(MetadataPayload.of(Map.of("page", 3)).asMap())
                .isEqualTo(Map.of("page", 3L, MetadataPayload.TYPES, Payload.of(Map.of("int", List.of("page")))));
    }

    @Test
    void every_float_comes_back_and_is_kept_as_the_number_that_it_shows() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                Object kept = NarrowType.widened(value);
                assertThat(NarrowType.FLOAT.narrowed(kept)).isEqualTo(value);
            }
        }
        assertThat(NarrowType.widened(1.1f)).isEqualTo(1.1);
        for (float edge : new float[] {0f, -0f, Float.MIN_VALUE, Float.MIN_NORMAL, Float.MAX_VALUE}) {
            assertThat(NarrowType.FLOAT.narrowed(NarrowType.widened(edge))).isEqualTo(edge);
        }
    }

    @Test
    void a_value_that_was_changed_since_is_given_as_it_is() {
        Payload kept = MetadataPayload.of(Map.of("a", 1, "b", 1, "c", 1.5f, "d", 1));
        Payload changed =
                kept.with("a", "one").with("b", 1L << 40).with("c", Math.PI).without("d");
        assertThat(MetadataPayload.metadata(changed)).isEqualTo(Map.of("a", "one", "b", 1L << 40, "c", Math.PI));
    }

    @Test
    void what_cannot_be_kept_is_refused_with_its_name() {
        assertThatThrownBy(() -> MetadataPayload.of(Map.of("price", new StringBuilder())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("payload field 'price' is a java.lang.StringBuilder");
        assertThatThrownBy(() -> MetadataPayload.of(Map.of("ratio", Float.NaN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'ratio' is NaN");
        assertThatThrownBy(() -> MetadataPayload.of(Map.of("tags", Arrays.asList("a", null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("element 1 of payload field 'tags' is null");
        assertThatThrownBy(() -> MetadataPayload.of(Map.of(MetadataPayload.TYPES, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a field 'java-types'");
    }

    private static Map<String, Object> roundTrip(Map<String, Object> metadata) {
        return MetadataPayload.metadata(MetadataPayload.of(metadata));
    }
}
