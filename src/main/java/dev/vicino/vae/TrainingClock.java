package dev.vicino.vae;

import java.time.Duration;
import java.util.List;

/// Takes the times of a training's epochs and makes reports of them.
final class TrainingClock {
    private final int epochs;
    private Duration elapsed;
    private long epochStart;
    private long stepsEnd;

    /// @param earlier reports of the epochs done before a resumption
    TrainingClock(int epochs, List<EpochReport> earlier) {
        this.epochs = epochs;
        this.elapsed = earlier.isEmpty() ? Duration.ZERO : earlier.getLast().elapsed();
    }

    void epochStarts() {
        epochStart = System.nanoTime();
    }

    void stepsDone() {
        stepsEnd = System.nanoTime();
    }

    EpochReport report(int epoch, double loss, double validationLoss, int steps) {
        elapsed = elapsed.plusNanos(System.nanoTime() - epochStart);
        Duration timeLeft = elapsed.dividedBy(epoch).multipliedBy(epochs - epoch);
        double millisPerStep = (stepsEnd - epochStart) / 1e6 / steps;
        return new EpochReport(epoch, epochs, loss, validationLoss, millisPerStep, elapsed, timeLeft);
    }
}
