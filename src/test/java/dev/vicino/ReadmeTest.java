package dev.vicino;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// README against the code it speaks of. Its commands are run by `.ci/run`, its example by the build's example
/// application.
class ReadmeTest {
    private final String readme = read(Path.of("README.md"));

    @Test
    void its_java_example_is_the_one_that_the_build_runs() {
        String example = read(Path.of("src/it/embedded-store/src/main/java/Colours.java"));
        assertThat(readme).contains("```java\n" + example + "```");
    }

    @Test
    void its_lucene_example_is_what_a_test_runs() {
        Matcher example = Pattern.compile("```java\n(KnnVectorsFormat .*?)```", Pattern.DOTALL)
                .matcher(readme);
        assertThat(example.find()).isTrue();
        assertThat(read(Path.of("src/test/java/dev/vicino/lucene/graph/CollectorSearchTest.java")))
                .contains(example.group(1).indent(8));
    }

    @Test
    void its_package_table_names_the_packages_that_there_are() {
        SortedSet<String> named = new TreeSet<>();
        Matcher row = Pattern.compile("^\\| `(dev\\.vicino[.a-z0-9]*)` \\|", Pattern.MULTILINE)
                .matcher(readme);
        while (row.find()) {
            named.add(row.group(1));
        }
        assertThat(named).isEqualTo(packages());
    }

    private static SortedSet<String> packages() {
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.'))
                    .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
        } catch (IOException failed) {
            throw new AssertionError("cannot list " + sources, failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new AssertionError("cannot read " + file, failed);
        }
    }
}
