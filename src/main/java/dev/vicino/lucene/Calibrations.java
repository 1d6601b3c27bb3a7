package dev.vicino.lucene;

import dev.vicino.Calibration;
import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.ProgressListener;
import dev.vicino.SearchRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.lucene.index.DirectoryReader;

/// The calibrations of one collection: each is measured when it is first asked for, by the one who asks, while
/// searches that do not ask for it go on. It is measured anew when a fifth more or fewer items are there, or after
/// the segments were merged into one.
final class Calibrations {
    private static final double MOST_CHANGED = 0.2;

    private final int dimension;
    private final ProgressListener listener;
    private final Map<Metric, Calibration> known = new ConcurrentHashMap<>();
    private final Map<Metric, ReentrantLock> oneMeasurement = new EnumMap<>(Metric.class);

    /// Counts what outdates every measurement, one under way too.
    private final AtomicLong age = new AtomicLong();

    private volatile boolean kept = true;

    /// @param stored those that the collection's manifest holds
    /// @param listener hears how far a measurement is
    Calibrations(CollectionSpec spec, List<Calibration> stored, ProgressListener listener) {
        this.dimension = spec.dimension();
        this.listener = listener;
        stored.forEach(calibration -> known.put(calibration.metric(), calibration));
        spec.metrics().forEach(metric -> oneMeasurement.put(metric, new ReentrantLock()));
    }

    Effort effort(Metric metric, SearchRequest.Mode.TargetRecall target, int hits, DirectoryReader reader)
            throws IOException {
        OptionalInt effort = current(metric, reader).effort(target.recall(), hits);
        return effort.isPresent() ? new Effort(effort.getAsInt(), null) : Effort.SCAN_FOR_RECALL;
    }

    private Calibration current(Metric metric, DirectoryReader reader) throws IOException {
        Calibration calibration = known.get(metric);
        if (calibration != null && holds(calibration, reader)) {
            return calibration;
        }
        ReentrantLock lock = lock(metric);
        lock.lock();
        try {
            Calibration measuredMeanwhile = known.get(metric);
            return measuredMeanwhile != null && holds(measuredMeanwhile, reader)
                    ? measuredMeanwhile
                    : measure(metric, reader);
        } finally {
            lock.unlock();
        }
    }

    /// Measures whatever is known.
    Calibration renew(Metric metric, DirectoryReader reader) throws IOException {
        ReentrantLock lock = lock(metric);
        lock.lock();
        try {
            return measure(metric, reader);
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock lock(Metric metric) {
        return Objects.requireNonNull(oneMeasurement.get(metric), metric.symbol());
    }

    private Calibration measure(Metric metric, DirectoryReader reader) throws IOException {
        long begun = age.get();
        Calibration calibration = RecallMeasurement.of(metric, dimension, reader, listener);
        if (age.get() == begun) {
            known.put(metric, calibration);
            kept = false;
        }
        return calibration;
    }

    private static boolean holds(Calibration calibration, DirectoryReader reader) {
        return Math.abs(reader.numDocs() - calibration.items()) <= MOST_CHANGED * calibration.items();
    }

    /// Says that the graphs are others.
    void forget() {
        age.incrementAndGet();
        kept = kept && known.isEmpty();
        known.clear();
    }

    /// All of them, if they are others than those handed over last.
    Optional<List<Calibration>> toKeep() {
        if (kept) {
            return Optional.empty();
        }
        kept = true;
        return Optional.of(known.values().stream()
                .sorted(Comparator.comparing(Calibration::metric))
                .toList());
    }
}
