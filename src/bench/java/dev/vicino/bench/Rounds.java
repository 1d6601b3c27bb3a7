package dev.vicino.bench;

import dev.vicino.Metric;
import dev.vicino.bench.Order.Task;
import dev.vicino.bench.Results.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The turns that engines take: at each effort first the answers of all, then round after round on one thread.
final class Rounds {
    /// Per cent of the items that filters let through.
    static final List<Integer> SHARES = List.of(50, 10, 1);

    /// Queries of an engine that compares everything, and of a search under a filter.
    private static final int FEW = 200;

    private static final int FILTERED = 1_000;
    private static final List<Integer> FILTERED_EFFORTS = List.of(10, 40, 120);

    /// Of warming up, each of one measurement's time.
    private static final int MOST_TURNS = 12;

    private static final int TURNS_IN_VAIN = 3;
    private static final double FASTER = 1.03;

    private final BenchOptions options;
    private final BenchData data;
    private final Metric metric;
    private final int queries;

    Rounds(BenchOptions options, BenchData data, Metric metric, int queries) {
        this.options = options;
        this.data = data;
        this.metric = metric;
        this.queries = queries;
    }

    void run(List<Runner> runners) throws IOException {
        warmUp(runners);
        for (int effort : options.efforts) {
            boolean first = effort == options.efforts.getFirst();
            List<Runner> walking = runners.stream()
                    .filter(each -> first || !each.engine().scans())
                    .toList();
            measure(walking, effort, 100, queries);
        }
        if (!options.curvesOnly) {
            List<Runner> filtering =
                    runners.stream().filter(each -> each.engine().filters()).toList();
            for (int share : SHARES) {
                for (int effort : FILTERED_EFFORTS) {
                    measure(filtering, effort, share, Math.min(queries, FILTERED));
                }
            }
        }
    }

    /// Until the compiler has seen every engine at small and at great effort, and it becomes no faster: the more of an
    /// engine is Java, the longer that takes.
    private void warmUp(List<Runner> runners) throws IOException {
        for (Runner each : runners) {
            int count = count(each, queries);
            each.process().carryOut(new Order(Task.ALL_CORES, options.efforts.getFirst(), 100, count, 0));
            double best = 0;
            int inVain = 0;
            for (int turn = 0; turn < MOST_TURNS && inVain < TURNS_IN_VAIN; turn++) {
                double rate = 0;
                for (int effort : List.of(options.efforts.getLast(), options.efforts.getFirst())) {
                    Order order = new Order(Task.ONE_THREAD, effort, 100, count, options.seconds / 2);
                    rate = each.process().carryOut(order).perProcessorSecond();
                }
                inVain = rate > FASTER * best ? 0 : inVain + 1;
                best = Math.max(best, rate);
            }
        }
    }

    private static int count(Runner runner, int queries) {
        return runner.engine().scans() ? Math.min(FEW, queries) : queries;
    }

    private void measure(List<Runner> runners, int effort, int share, int asked) throws IOException {
        Truth truth = Truth.of(data, metric, asked, share);
        List<Answer> answered = new ArrayList<>();
        List<List<Answer>> timed = new ArrayList<>();
        for (Runner each : runners) {
            Order order = new Order(Task.ALL_CORES, effort, share, count(each, asked), 0);
            answered.add(each.process().carryOut(order));
            timed.add(new ArrayList<>());
        }
        for (int round = 0; round < options.rounds; round++) {
            for (int i = 0; i < runners.size(); i++) {
                Runner each = runners.get(i);
                Order order = new Order(Task.ONE_THREAD, effort, share, count(each, asked), options.seconds);
                timed.get(i).add(each.process().carryOut(order));
            }
        }
        for (int i = 0; i < runners.size(); i++) {
            double recall = truth.recall(answered.get(i).ordinals());
            Point point = point(effort, share, recall, timed.get(i), answered.get(i));
            runners.get(i).points().add(point);
            report(runners.get(i).engine(), point);
        }
    }

    private void report(Contestant engine, Point point) {
        Bench.say("%s/%s %-13s effort %4d, %3d %%: recall %.4f, %,9.0f q/s, in processor time %,9.0f, all cores %,9.0f"
                .formatted(
                        data.name(),
                        metric.symbol(),
                        engine.symbol(),
                        point.effort(),
                        point.share(),
                        point.recall(),
                        point.perSecond(),
                        point.perProcessorSecond(),
                        point.allCores()));
    }

    private static Point point(int effort, int share, double recall, List<Answer> rounds, Answer allCores) {
        Answer median = rounds.stream()
                .sorted(Comparator.comparingDouble(Answer::perSecond))
                .toList()
                .get(rounds.size() / 2);
        return new Point(
                effort,
                share,
                recall,
                median.perSecond(),
                median.perProcessorSecond(),
                median.latency(),
                allCores.perSecond());
    }
}
