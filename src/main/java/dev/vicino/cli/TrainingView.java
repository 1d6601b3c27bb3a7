package dev.vicino.cli;

import dev.vicino.vae.EpochReport;
import dev.vicino.vae.TrainingListener;
import java.io.PrintStream;
import java.time.Duration;

/// Shows a training as Keras does: a line an epoch, and on a terminal the step it is at.
final class TrainingView implements TrainingListener {
    private static final long REDRAW_NANOS = 100_000_000;

    private final Terminal terminal;
    private final PrintStream lines;
    private long redrawn;

    /// @param lines takes the line of each epoch
    TrainingView(Terminal terminal, PrintStream lines) {
        this.terminal = terminal;
        this.lines = lines;
    }

    @Override
    public void onStep(int epoch, int step, int steps) {
        long now = System.nanoTime();
        if (terminal.moving() && now - redrawn > REDRAW_NANOS) {
            redrawn = now;
            terminal.err().printf("\rEpoch %d: step %d of %d ", epoch, step, steps);
        }
    }

    @Override
    public void onEpoch(EpochReport report) {
        if (terminal.moving()) {
            terminal.err().print("\r" + " ".repeat(40) + "\r");
        }
        lines.printf(
                "Epoch %2d/%d  loss %.2f  val_loss %.2f  %.2f ms/step  %s elapsed, %s left%n",
                report.epoch(),
                report.epochs(),
                report.loss(),
                report.validationLoss(),
                report.millisPerStep(),
                clock(report.elapsed()),
                clock(report.timeLeft()));
    }

    static String clock(Duration duration) {
        return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
