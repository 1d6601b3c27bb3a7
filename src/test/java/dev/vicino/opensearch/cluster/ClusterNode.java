package dev.vicino.opensearch.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One OpenSearch server, in a process of its own on this machine's loopback.
final class ClusterNode {
    /// The unprivileged user that servers run as where the tests run as root, which OpenSearch refuses.
    private static final String NOBODY = "65534";

    private final String name;
    private final Path home;
    private final Path folder;
    private final int httpPort = freePort();
    private final int transportPort = freePort();
    private Process process;

    /// @param home an assembled OpenSearch, readable by everybody
    /// @param folder for the node's settings, data and logs
    ClusterNode(String name, Path home, Path folder) {
        this.name = name;
        this.home = home;
        this.folder = folder;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return name;
    }

    int httpPort() {
        return httpPort;
    }

    String transportAddress() {
        return "127.0.0.1:" + transportPort;
    }

    Path log() {
        return folder.resolve("log");
    }

    /// Starts the server, which is not ready when this returns.
    ///
    /// @param all nodes of the cluster, this one among them
    void start(List<ClusterNode> all) throws IOException {
        Path settings = Files.createDirectories(folder.resolve("settings"));
        Files.writeString(settings.resolve("opensearch.yml"), settings(all));
        Files.writeString(settings.resolve("log4j2.properties"), """
                status = error
                appender.console.type = Console
                appender.console.name = console
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n
                rootLogger.level = warn
                rootLogger.appenderRef.console.ref = console
                """);
        Files.createDirectories(folder.resolve("temporary"));
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            handOver(folder);
        }
        process = new ProcessBuilder(command(settings, root))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private String settings(List<ClusterNode> all) {
        String seeds = String.join(
                ", ",
                all.stream().map(node -> '"' + node.transportAddress() + '"').toList());
        String names = String.join(", ", all.stream().map(ClusterNode::name).toList());
        return """
                cluster.name: vicino-test
                node.name: %s
                path.data: %s
                path.logs: %s
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                discovery.seed_hosts: [%s]
                cluster.initial_cluster_manager_nodes: [%s]
                cluster.routing.allocation.disk.threshold_enabled: false
                cluster.max_shards_per_node: 3000
                action.auto_create_index: false
                aux.transport.types: []
                """.formatted(
                        name, folder.resolve("data"), folder.resolve("logs"), httpPort, transportPort, seeds, names);
    }

    /// Makes a folder and all in it the servers' user's.
    private static void handOver(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", Integer.parseInt(NOBODY));
                Files.setAttribute(file, "unix:gid", Integer.parseInt(NOBODY));
            }
        }
    }

    private List<String> command(Path settings, boolean root) {
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + folder.resolve("temporary"),
                "-Dopensearch.path.home=" + home,
                "-Dopensearch.path.conf=" + settings,
                "-Dopensearch.distribution.type=tar",
                "-cp",
                home.resolve("lib") + "/*",
                "org.opensearch.bootstrap.OpenSearch"));
        return command;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// Asks the server to stop, and makes it if it does not.
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /// The end of what it wrote, for a message.
    String lastWords() throws IOException {
        try (InputStream written = Files.newInputStream(log())) {
            String all = new String(written.readAllBytes(), StandardCharsets.UTF_8);
            return all.substring(Math.max(0, all.length() - 4000));
        }
    }
}
