package dev.vicino.bench;

import dev.vicino.Metric;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/// The process of one engine. It builds an index or opens one, says so, and then carries out orders, a line of JSON for
/// each, until its input ends.
///
/// ```
/// Worker BUILD|SEARCH <engine> <metric> <data> <folder of the data> <dimension> <folder of the index> <queries>
/// ```
final class Worker {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final BenchData data;
    private final Metric metric;
    private final Path folder;
    private final PrintStream answers;

    enum Part {
        BUILD,
        SEARCH
    }

    private Worker(BenchData data, Metric metric, Path folder, PrintStream answers) {
        this.data = data;
        this.metric = metric;
        this.folder = folder;
        this.answers = answers;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // Libraries greet: not between the answers.
        System.setOut(System.err);
        BenchData data = new BenchData(arguments[3], Path.of(arguments[4]), Integer.parseInt(arguments[5]));
        Worker worker = new Worker(data, Metric.parse(arguments[2]), Path.of(arguments[6]), answers);
        Engine engine = Contestant.parse(arguments[1]).engine();
        switch (Part.valueOf(arguments[0])) {
            case BUILD -> worker.build(engine);
            case SEARCH -> worker.search(engine, Integer.parseInt(arguments[7]));
        }
    }

    private void build(Engine engine) throws IOException {
        VectorFile base = data.base();
        long start = System.nanoTime();
        engine.build(base, metric, folder);
        double seconds = (System.nanoTime() - start) / 1e9;
        say(Answer.bytes(seconds, Folders.bytes(folder)));
    }

    private void search(Engine engine, int count) throws IOException {
        float[][] queries = data.queries().rows(count);
        long start = System.nanoTime();
        Engine.Index index = engine.open(data, metric, folder);
        int[] first = index.search().nearest(queries[0], Truth.HITS, 100);
        say(new Answer(1, (System.nanoTime() - start) / 1e9, 0, Answer.Latency.NONE, new int[][] {first}, 0, resident()));
        Stopwatch watch = new Stopwatch(index, queries);
        try (BufferedReader orders =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                Order order = JSON.readValue(line, Order.class);
                say(switch (order.task()) {
                    case ALL_CORES -> watch.allCores(order);
                    case ONE_THREAD -> watch.oneThread(order);
                    case UNDER_WRITES -> UnderWrites.measure(engine, data, metric, folder, order);
                    case MEMORY -> memory();
                });
            }
        }
    }

    private static Answer memory() throws IOException {
        System.gc();
        return Answer.bytes(0, resident());
    }

    /// As Linux counts it: heap, code, and mapped pages of the index; 0 elsewhere.
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .sum();
    }

    private void say(Answer answer) {
        answers.println(JSON.writeValueAsString(answer));
        answers.flush();
    }
}
