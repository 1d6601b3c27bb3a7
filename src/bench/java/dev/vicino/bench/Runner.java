package dev.vicino.bench;

import dev.vicino.Metric;
import dev.vicino.bench.Results.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An engine in a match: its process, and what it has shown so far.
///
/// @param opened what its process said when it had opened the index
record Runner(Contestant engine, WorkerProcess process, Answer opened, List<Point> points) {
    static Runner start(Contestant engine, BenchData data, Metric metric, Path index, int queries)
            throws IOException {
        WorkerProcess process = WorkerProcess.start(Worker.Part.SEARCH, engine, data, metric, index, queries);
        return new Runner(engine, process, process.answer(), new ArrayList<>());
    }
}
