package dev.vicino.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OrderedTextTest {
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('\u0000', 'a', '\uD7FF', '\uD800', '\uDBFF', '\uDC00', '\uDFFF', '\uE000', '\uFFFF')
                .ofMaxLength(4);
    }

    @Property
    void text_comes_back_and_its_bytes_sort_as_it_does(@ForAll("texts") String a, @ForAll("texts") String b) {
        assertThat(OrderedText.decode(utf8(a))).isEqualTo(a);
        int order = Arrays.compareUnsigned(
                OrderedText.encode(a).getBytes(StandardCharsets.UTF_8),
                OrderedText.encode(b).getBytes(StandardCharsets.UTF_8));
        assertThat(Integer.signum(order)).isEqualTo(Integer.signum(a.compareTo(b)));
    }

    private static String utf8(String text) {
        return new String(OrderedText.encode(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
