package dev.vicino.bench;

import dev.vicino.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/// All that was measured in a folder: `results.json`.
///
/// @param machine processor, cores, memory, operating system
/// @param jdk the virtual machine's version
/// @param flags of every process, beside its heap
/// @param versions of the engines
record Results(
        String machine, String jdk, List<String> flags, Map<String, String> versions, List<Contest> contests) {

    /// The contests that a folder's file has, by their titles; none where there is no file.
    static SequencedMap<String, Contest> contestsOf(Path file) throws IOException {
        SequencedMap<String, Contest> contests = new LinkedHashMap<>();
        if (Files.exists(file)) {
            JsonMapper.shared()
                    .readValue(Files.readString(file), Results.class)
                    .contests()
                    .forEach(contest -> contests.put(contest.title(), contest));
        }
        return contests;
    }

    /// All engines on one data set under one metric.
    ///
    /// @param measured when it ended, in UTC
    /// @param rounds of each measurement, whose median counts
    /// @param seconds of each round at the most
    record Contest(
            String data,
            Metric metric,
            int items,
            int dimension,
            int queries,
            String measured,
            int rounds,
            double seconds,
            List<Entry> entries) {
        Optional<Entry> entry(Contestant wanted) {
            return entries.stream().filter(each -> each.engine() == wanted).findFirst();
        }

        String title() {
            return data + "/" + metric.symbol();
        }
    }

    /// One engine.
    ///
    /// @param buildSeconds on all cores; of an engine that keeps nothing on disk, the time to fill it
    /// @param indexBytes on disk
    /// @param residentBytes of a process that has opened the index and searched, and does nothing else
    /// @param coldOpenSeconds from the start of a process to its first answer, the files in the system's cache; 0 where
    ///     it was not measured
    /// @param underWrites at each pace; none where it was not measured
    record Entry(
            Contestant engine,
            double buildSeconds,
            long indexBytes,
            long residentBytes,
            double coldOpenSeconds,
            List<Point> points,
            List<Written> underWrites) {
        /// Of no filter, and every rate by processor time: what a busy machine disturbs least.
        Curve processorCurve() {
            return new Curve(curve(100).points().stream()
                    .map(point -> new Point(
                            point.effort(),
                            point.share(),
                            point.recall(),
                            point.perProcessorSecond(),
                            point.perProcessorSecond(),
                            point.latency(),
                            point.allCores()))
                    .toList());
        }

        Curve curve(int share) {
            return new Curve(
                    points.stream().filter(point -> point.share() == share).toList());
        }
    }

    /// One effort. Rates and latencies are the median round's.
    ///
    /// @param share per cent of the items that a filter lets through; 100 for none
    /// @param perSecond queries on one thread, by the clock
    /// @param perProcessorSecond queries on one thread, in its processor time
    /// @param allCores queries a second on all cores
    record Point(
            int effort,
            int share,
            double recall,
            double perSecond,
            double perProcessorSecond,
            Answer.Latency latency,
            double allCores) {}

    /// Searches beside a writer.
    ///
    /// @param perSecond queries on one thread
    /// @param itemsPerSecond that the other replaces
    record Written(
            int effort, double recall, double perSecond, double itemsPerSecond, Answer.Latency latency) {}
}
