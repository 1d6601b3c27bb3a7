package dev.vicino.bench;

import dev.vicino.Metric;
import dev.vicino.bench.Order.Task;
import dev.vicino.bench.Results.Contest;
import dev.vicino.bench.Results.Entry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Measures engines on one data set under one metric. They are built one after the other and searched in turns, as many
/// processes at a time as the machine's memory bears.
final class Match {
    /// Resident memory of a search process, in multiples of its data: an estimate for deciding how many run at a time.
    private static final int MULTIPLES = 3;

    private static final int COLD_OPENINGS = 5;
    private static final int EFFORT_UNDER_WRITES = 100;

    /// Items replaced a second: some, and as many as can be.
    private static final List<Integer> PACES = List.of(2_000, 0);

    private final BenchOptions options;
    private final BenchData data;
    private final Metric metric;
    private final int queries;

    Match(BenchOptions options, BenchData data, Metric metric) throws IOException {
        this.options = options;
        this.data = data;
        this.metric = metric;
        this.queries = Math.min(options.queries, data.queries().count());
    }

    Contest play(List<Contestant> contestants) throws IOException {
        List<Contestant> able = new ArrayList<>();
        for (Contestant each : contestants) {
            if (each.has(metric) && (!each.isNative() || NativeProgram.compile(each, options.indexes()))) {
                able.add(each);
            }
        }
        int together = together();
        List<Entry> entries = new ArrayList<>();
        for (int from = 0; from < able.size(); from += together) {
            entries.addAll(search(able.subList(from, Math.min(from + together, able.size()))));
        }
        return new Contest(
                data.name(),
                metric,
                data.base().count(),
                data.dimension(),
                queries,
                Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
                options.rounds,
                options.seconds,
                entries);
    }

    private int together() throws IOException {
        long memory = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getTotalMemorySize();
        long each = (1L << 28) + MULTIPLES * Files.size(data.folder().resolve("base.f32"));
        return (int) Math.max(1, memory / 2 / each);
    }

    private List<Entry> search(List<Contestant> together) throws IOException {
        List<Answer> built = new ArrayList<>();
        for (Contestant each : together) {
            built.add(build(each));
        }
        List<Runner> runners = new ArrayList<>();
        try {
            for (Contestant each : together) {
                runners.add(Runner.start(each, data, metric, index(each), queries));
            }
            new Rounds(options, data, metric, queries).run(runners);
            List<Entry> entries = new ArrayList<>();
            for (int i = 0; i < runners.size(); i++) {
                entries.add(entry(runners.get(i), built.get(i)));
            }
            return entries;
        } finally {
            for (Runner each : runners) {
                each.process().close();
            }
        }
    }

    private Path index(Contestant engine) {
        return options.indexes()
                .resolve(data.folder().getFileName() + "-" + metric.symbol() + "-" + engine.symbol());
    }

    /// What building took is kept beside the index, for runs that find it built.
    private Answer build(Contestant engine) throws IOException {
        Path index = index(engine);
        Path note = index.resolveSibling(index.getFileName() + ".json");
        if (Files.exists(note) && !options.rebuild) {
            return JsonMapper.shared().readValue(Files.readString(note), Answer.class);
        }
        Folders.delete(index);
        Files.deleteIfExists(note);
        try (WorkerProcess process =
                WorkerProcess.start(Worker.Part.BUILD, engine, data, metric, index, queries)) {
            Answer answer = process.answer();
            Files.writeString(note, JsonMapper.shared().writeValueAsString(answer));
            Bench.say("%s: %s built in %.1f s, %,d KB".formatted(data.name(), engine.symbol(), answer.seconds(), answer.bytes()
                    / 1024));
            return answer;
        }
    }

    private Entry entry(Runner runner, Answer built) throws IOException {
        Contestant engine = runner.engine();
        long resident = runner.process()
                .carryOut(new Order(Task.MEMORY, 0, 100, queries, 0))
                .bytes();
        boolean openings = !options.curvesOnly && (engine == Contestant.VICINO || engine == Contestant.LUCENE);
        return new Entry(
                engine,
                engine.scans() ? runner.opened().seconds() : built.seconds(),
                built.bytes(),
                resident,
                openings ? coldOpen(engine) : 0,
                runner.points(),
                !options.curvesOnly && engine.writes() ? underWrites(runner) : List.of());
    }

    private double coldOpen(Contestant engine) throws IOException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < COLD_OPENINGS; i++) {
            try (WorkerProcess process =
                    WorkerProcess.start(Worker.Part.SEARCH, engine, data, metric, index(engine), 1)) {
                process.answer();
                seconds.add(process.age());
            }
        }
        return seconds.stream().sorted().toList().get(COLD_OPENINGS / 2);
    }

    private List<Results.Written> underWrites(Runner runner) throws IOException {
        List<Results.Written> paces = new ArrayList<>();
        for (int pace : PACES) {
            Order order = new Order(Task.UNDER_WRITES, EFFORT_UNDER_WRITES, 100, queries, 3 * options.seconds, pace);
            Answer answer = runner.process().carryOut(order);
            Results.Written written = new Results.Written(
                    EFFORT_UNDER_WRITES,
                    Truth.of(data, metric, answer.ordinals().length, 100).recall(answer.ordinals()),
                    answer.perSecond(),
                    answer.written() / answer.seconds(),
                    answer.latency());
            paces.add(written);
            Bench.say("%s/%s %-13s under writes: %s"
                    .formatted(
                            data.name(), metric.symbol(), runner.engine().symbol(), written));
        }
        return paces;
    }
}
