package dev.vicino.bench;

import dev.vicino.bench.Results.Contest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the figures were measured on.
final class Machine {
    private static final Pattern JAR =
            Pattern.compile("/(lucene-core|jvector|hnswlib-core|langchain4j|spring-ai-vector-store)-(\\d[^/:]*)\\.jar");

    private Machine() {}

    static Results results(List<Contest> contests) {
        return new Results(
                description(),
                Runtime.version() + ", " + System.getProperty("java.vm.vendor"),
                WorkerProcess.flags(),
                versions(),
                List.copyOf(contests));
    }

    private static String description() {
        long memory = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
        return "%s, %d cores, %d GB, %s"
                .formatted(processor(), Engine.CORES, memory >> 30, System.getProperty("os.name"));
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException elsewhere) {
            return System.getProperty("os.arch");
        }
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        Matcher jar = JAR.matcher(System.getProperty("java.class.path"));
        while (jar.find()) {
            versions.put(jar.group(1), jar.group(2));
        }
        return versions;
    }
}
