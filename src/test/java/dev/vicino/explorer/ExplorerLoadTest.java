package dev.vicino.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many at once. For half a minute under the profile `soak`, else for two seconds.
class ExplorerLoadTest {
    private static final int CLIENTS = 200;

    private static final Duration TIME =
            Boolean.getBoolean("vicino.soak") ? Duration.ofSeconds(30) : Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    @Test
    void two_hundred_clients_at_once_are_all_answered() throws Exception {
        Queue<String> faults = new ConcurrentLinkedQueue<>();
        AtomicLong answered = new AtomicLong();
        try (ServedStore served = ServedStore.in(folder);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            long end = System.nanoTime() + TIME.toNanos();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                all.add(clients.submit(() -> {
                    for (int turn = client; turn == client || System.nanoTime() < end; turn++) {
                        int status = call(served.client(), turn);
                        if (status != 200) {
                            faults.add("turn " + turn + " of client " + client + ": status " + status);
                        }
                        answered.incrementAndGet();
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(faults).isEmpty();
        assertThat(answered.get()).isGreaterThanOrEqualTo(CLIENTS);
    }

    private static int call(ApiClient client, int turn) {
        String id = "dot/" + turn % ServedStore.DOTS;
        String query = "{\"query\": {\"id\": \"" + id + "\"}}";
        return switch (turn % 6) {
            case 0 -> client.post("/collections/plane/search", query).statusCode();
            case 1 -> client.post("/collections/plane/compare", query).statusCode();
            case 2 ->
                client.get("/collections/plane/pictures/" + ApiClient.encoded("dot/" + turn % 10))
                        .statusCode();
            case 3 -> client.get("/collections/plane/map/points").statusCode();
            case 4 -> client.get("/collections/plane/map/fields/label").statusCode();
            default -> client.get("/collections/plane/items?limit=5").statusCode();
        };
    }
}
