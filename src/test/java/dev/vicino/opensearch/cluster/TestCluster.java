package dev.vicino.opensearch.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A real OpenSearch cluster of this machine. There is one at a time: the test classes that ask for as many nodes share
/// it, as starting one takes longer than most of them, and it ends with the tests' process at the latest.
final class TestCluster {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /// How long a copy of a shard may take to be made. Where two of three nodes come back at once, OpenSearch 3.6 may
    /// leave the third its shards and call one of them the primary without ever telling it to be that: it refuses to be
    /// copied (`ShardNotInPrimaryModeException`) until its node is started anew.
    private static final Duration COPY_PATIENCE = Duration.ofSeconds(20);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private static @Nullable TestCluster running;

    private final Path folder;
    private final List<ClusterNode> nodes;

    private TestCluster(Path folder, List<ClusterNode> nodes) {
        this.folder = folder;
        this.nodes = nodes;
    }

    /// The running cluster if it has so many nodes, all of them alive, or else a new one in its place.
    static synchronized TestCluster of(int size) {
        TestCluster current = running;
        if (current != null
                && current.nodes.size() == size
                && current.nodes.stream().allMatch(ClusterNode::isAlive)) {
            return current;
        }
        end();
        try {
            TestCluster started = start(size);
            started.await("""
                    "number_of_nodes":%d""".formatted(size));
            return started;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static TestCluster start(int size) throws IOException {
        // Every folder on the way to the checkout may be closed to the user that the servers run as.
        Path folder = Files.createTempDirectory("vicino-cluster");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path home = folder.resolve("home");
        copy(Path.of(Objects.requireNonNull(System.getProperty("vicino.cluster.home"))), home);
        // OpenSearch makes sure of them at its start, and may not make them itself.
        for (String made : List.of("bin", "config", "extensions")) {
            Files.createDirectories(home.resolve(made));
        }
        List<ClusterNode> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nodes.add(new ClusterNode("node" + i, home, Files.createDirectories(folder.resolve("node" + i))));
        }
        TestCluster cluster = new TestCluster(folder, List.copyOf(nodes));
        running = cluster;
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
        for (ClusterNode node : nodes) {
            node.start(nodes);
        }
        return cluster;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.copy(file, target);
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(Files.isDirectory(target) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    /// Ends the running cluster, if there is one.
    static synchronized void end() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /// Stops what runs and leaves no file; a second time, as at the end of the tests' process, there is nothing to do.
    private void close() {
        if (Files.notExists(folder)) {
            return;
        }
        for (ClusterNode node : nodes) {
            try {
                node.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            System.err.println("left behind: " + folder + " (" + e + ")");
        }
    }

    List<ClusterNode> nodes() {
        return nodes;
    }

    /// Where a store of this name is.
    URI store(String name) {
        return URI.create(nodes.stream()
                .map(node -> "127.0.0.1:" + node.httpPort())
                .collect(Collectors.joining(",", "opensearch://", "/" + name)));
    }

    /// Waits for the health of the cluster, as any living node tells it, to hold a text.
    void await(String health) throws InterruptedException, IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long copiesEnd = System.nanoTime() + COPY_PATIENCE.toNanos();
        String last = "nobody answered";
        while (System.nanoTime() < end) {
            if (nodes.stream().noneMatch(ClusterNode::isAlive)) {
                throw new IllegalStateException("no server is alive; the first one's last words: "
                        + nodes.getFirst().lastWords());
            }
            if (System.nanoTime() > copiesEnd) {
                restartPrimary();
                copiesEnd = System.nanoTime() + COPY_PATIENCE.toNanos();
            }
            for (ClusterNode node : nodes) {
                if (node.isAlive()) {
                    last = ask(node, "/_cluster/health");
                    if (last.contains(health)) {
                        return;
                    }
                }
            }
            Thread.sleep(200);
        }
        StringBuilder message = new StringBuilder("the cluster did not come to " + health + " but to: " + last);
        ClusterNode alive = alive();
        for (String path : List.of("/_cat/shards?v", "/_cat/recovery?v&active_only=true")) {
            message.append('\n').append(ask(alive, path));
        }
        for (ClusterNode node : nodes) {
            message.append('\n').append(node.name()).append(": ").append(node.lastWords());
        }
        throw new IllegalStateException(message.toString());
    }

    /// Restarts a node that has the primary of a copy that is being made.
    private void restartPrimary() throws InterruptedException, IOException {
        List<String[]> shards = ask(alive(), "/_cat/shards?h=index,shard,prirep,state,node")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(shard -> shard.length > 4)
                .toList();
        Set<String> copied = shards.stream()
                .filter(shard -> shard[2].equals("r") && shard[3].equals("INITIALIZING"))
                .map(TestCluster::shardName)
                .collect(Collectors.toSet());
        Set<String> holders = shards.stream()
                .filter(shard -> shard[2].equals("p") && copied.contains(shardName(shard)))
                .map(shard -> shard[4])
                .collect(Collectors.toSet());
        for (ClusterNode node : nodes) {
            if (holders.contains(node.name())) {
                System.err.println(
                        node.name() + " starts anew: no copies were made in " + COPY_PATIENCE + " of " + copied);
                node.stop();
                node.start(nodes);
                return;
            }
        }
    }

    private static String shardName(String[] shard) {
        return shard[0] + '/' + shard[1];
    }

    private ClusterNode alive() {
        return nodes.stream().filter(ClusterNode::isAlive).findFirst().orElseThrow();
    }

    /// What a node answers, or why it does not.
    static String ask(ClusterNode node, String path) throws InterruptedException {
        return send(request(node, path).build());
    }

    /// Sends a node some JSON.
    static void put(ClusterNode node, String path, String json) throws InterruptedException {
        String answer = send(request(node, path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build());
        if (!answer.contains("\"acknowledged\":true")) {
            throw new IllegalStateException(path + ": " + answer);
        }
    }

    private static HttpRequest.Builder request(ClusterNode node, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.httpPort() + path))
                .timeout(Duration.ofSeconds(10));
    }

    private static String send(HttpRequest request) throws InterruptedException {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// The node that the living ones have elected, once they have and say so.
    ClusterNode manager() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        ClusterNode alive = alive();
        while (true) {
            String elected = ask(alive, "/_cat/cluster_manager?h=node").strip();
            for (ClusterNode node : nodes) {
                if (node.name().equals(elected)) {
                    return node;
                }
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no manager was elected: " + elected);
            }
            Thread.sleep(200);
        }
    }
}
