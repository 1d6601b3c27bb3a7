package dev.vicino;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The house: which package may use which, and which library lives where.
class ArchitectureTest {
    private static final String ROOT = "dev.vicino";
    private static final String CLI = "cli";

    /// What each package may use beside itself, the root package and the JDK. The command line is the composition root
    /// and may use all.
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("file", Set.of()),
            Map.entry("exact", Set.of()),
            Map.entry("engine", Set.of()),
            Map.entry("lucene", Set.of("engine", "exact", "file")),
            Map.entry("opensearch", Set.of("engine", "exact")),
            Map.entry("micrometer", Set.of()),
            Map.entry("evaluation", Set.of("exact")),
            Map.entry("vae", Set.of("file")),
            Map.entry("dataset", Set.of("file")),
            Map.entry("transfer", Set.of("file")),
            Map.entry("plot", Set.of("file")),
            Map.entry("adapter", Set.of()),
            Map.entry("langchain4j", Set.of("adapter")),
            Map.entry("springai", Set.of("adapter", "lucene")),
            Map.entry("explorer", Set.of("evaluation", "transfer"))));

    /// The one package that may name a library, by the library's packages.
    private static final Map<String, String> LIBRARIES = new TreeMap<>(Map.ofEntries(
            Map.entry("org.apache.lucene..", "lucene"),
            Map.entry("org.opensearch..", "opensearch"),
            Map.entry("org.apache.hc..", "opensearch"),
            Map.entry("io.micrometer.core..", "micrometer"),
            Map.entry("io.micrometer.observation..", "springai"),
            Map.entry("org.deeplearning4j..", "vae"),
            Map.entry("org.nd4j..", "vae"),
            Map.entry("org.bytedeco..", "vae"),
            Map.entry("picocli..", CLI),
            Map.entry("me.tongfei..", CLI),
            Map.entry("com.github.freva..", CLI),
            Map.entry("jdk.incubator.vector..", "exact"),
            Map.entry("org.knowm.xchart..", "plot"),
            Map.entry("com.sun.net.httpserver..", "explorer"),
            Map.entry("org.apache.arrow..", "transfer"),
            Map.entry("dev.hardwood..", "transfer"),
            Map.entry("org.apache.parquet..", "transfer"),
            Map.entry("org.apache.hadoop..", "transfer"),
            Map.entry("io.jhdf..", "transfer"),
            Map.entry("dev.langchain4j..", "langchain4j"),
            Map.entry("org.springframework..", "springai")));

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static String inside(String name) {
        return ROOT + "." + name + "..";
    }

    @Test
    void every_package_stands_in_the_table() {
        Set<String> known = new TreeSet<>(MAY_USE.keySet());
        known.add(CLI);
        Set<String> found = new TreeSet<>();
        HOUSE.forEach(type -> {
            if (!type.getPackageName().equals(ROOT)) {
                found.add(type.getPackageName().substring(ROOT.length() + 1).split("\\.", 2)[0]);
            }
        });
        assertThat(known).containsAll(found);
    }

    @Test
    void the_vocabulary_uses_the_jdk_alone() {
        classes()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(ROOT, "java..", "org.jspecify.."))
                .check(HOUSE);
    }

    @Test
    void packages_use_only_what_the_table_grants_them() {
        MAY_USE.forEach((name, granted) -> {
            String[] open = Stream.concat(Stream.of(name), granted.stream())
                    .map(ArchitectureTest::inside)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(inside(name))
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + ".*..").and(not(resideInAnyPackage(open))))
                    .allowEmptyShould(true)
                    .check(HOUSE);
        });
    }

    @Test
    void a_library_lives_in_one_package() {
        LIBRARIES.forEach((library, home) -> noClasses()
                .that()
                .resideOutsideOfPackage(inside(home))
                .should()
                .dependOnClassesThat(resideInAPackage(library))
                .allowEmptyShould(true)
                .check(HOUSE));
    }

    @Test
    void the_libraries_of_the_house_are_all_in_the_table() {
        String[] known = Stream.concat(
                        LIBRARIES.keySet().stream(),
                        Stream.of(
                                ROOT + "..",
                                "java..",
                                "javax..",
                                "org.jspecify..",
                                "tools.jackson..",
                                "com.fasterxml.jackson.annotation..",
                                "org.slf4j.."))
                .toArray(String[]::new);
        classes().should().onlyDependOnClassesThat(resideInAnyPackage(known)).check(HOUSE);
    }

    @Test
    void there_is_no_cycle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void no_class_is_named_for_having_no_name() {
        String[] nameless = {"util", "common", "helper", "impl", "manager"};
        noClasses()
                .should()
                .resideInAnyPackage(
                        Arrays.stream(nameless).map(name -> ".." + name + "..").toArray(String[]::new))
                .check(HOUSE);
    }
}
