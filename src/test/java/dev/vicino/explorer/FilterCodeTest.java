package dev.vicino.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.Filter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;

/// The Java form of a filter, run by the JDK's own shell.
class FilterCodeTest {
    private static final List<String> FILTERS = List.of(
            "label = 7",
            "label != 7",
            "n = 9223372036854775807 or n = -2147483649 or n = 2147483648",
            "x >= 0.5 and x < 1.0E300",
            "0 < x <= 1",
            "x between -1.5 and 2",
            "split in ('train', 'test')",
            "split not in ('it''s', 'a \"quoted\" \\ one')",
            "label in ()",
            "name starts with 'San ' and name contains 'ö€😀' and body matches 'nearest neighbours'",
            "exists a.b and \"a field\" is null",
            "not (a = true or b = false)",
            "at >= instant '2026-01-01T00:00:00Z' and by = uuid '123e4567-e89b-12d3-a456-426614174000'",
            "all () or any ()",
            "all (a = 1) and not not a = 1",
            "path = 'C:\\u0041\\n' or path = '\\\\u0041'",
            "tab = '\t\n\r\f\u0000\u00078' or mark = '\u2028'");

    @Test
    void java_makes_the_filter_that_it_is_the_form_of() {
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            run(shell, "import static dev.vicino.Filter.*;");
            run(shell, "import dev.vicino.Filter;");
            run(shell, "import java.time.Instant;");
            run(shell, "import java.util.*;");
            run(shell, "import java.nio.charset.StandardCharsets;");
            run(shell, """
                    String text(String base64) {
                        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
                    }""");
            String equal = FILTERS.stream()
                    .map(text ->
                            FilterCode.of(Filter.parse(text)) + ".equals(Filter.parse(text(\"" + base64(text) + "\")))")
                    .collect(Collectors.joining(", ", "List.of(", ")"));
            List<Boolean> wanted = Collections.nCopies(FILTERS.size(), true);
            assertThat(run(shell, equal)).as(equal).isEqualTo(wanted.toString());
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String run(JShell shell, String code) {
        List<SnippetEvent> events = shell.eval(code);
        assertThat(events).as(code).hasSize(1);
        SnippetEvent event = events.getFirst();
        assertThat(event.status()).as(code).isEqualTo(Snippet.Status.VALID);
        assertThat(event.exception()).as(code).isNull();
        return String.valueOf(event.value());
    }

    @Test
    void a_shell_gets_the_filter_as_one_word() {
        assertThat(FilterResource.shellQuoted("split = 'train'")).isEqualTo("\"split = 'train'\"");
        assertThat(FilterResource.shellQuoted("a = '$HOME `id` \"x\" \\ !'"))
                .isEqualTo("'a = '\\''$HOME `id` \"x\" \\ !'\\'''");
    }
}
