package dev.vicino.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndexNameTest {
    @Test
    void every_collection_has_an_index_of_its_own_in_lower_case() {
        assertThat(Stream.of("digits", "Digits", "dIGITS", "a.b-c_d", "0"))
                .extracting(name -> IndexName.of("vicino", name))
                .containsExactly("vicino.digits", "vicino.~digits", "vicino.d~i~g~i~t~s", "vicino.a.b-c_d", "vicino.0");
    }

    @Test
    void an_index_name_leads_back() {
        assertThat(Stream.of("digits", "Digits", "ABC.x", "a-B_c.1"))
                .allMatch(name ->
                        IndexName.collection("s", IndexName.of("s", name)).equals(name));
    }

    @Test
    void the_longest_name_in_the_longest_store_is_within_the_255_bytes_of_an_index_name() {
        assertThat(IndexName.of("s".repeat(40), "X".repeat(100))).hasSizeLessThanOrEqualTo(255);
    }
}
