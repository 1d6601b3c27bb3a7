package dev.vicino.cli;

import static me.tongfei.progressbar.ProgressBarStyle.ASCII;
import static me.tongfei.progressbar.ProgressBarStyle.COLORFUL_UNICODE_BLOCK;
import static me.tongfei.progressbar.ProgressBarStyle.UNICODE_BLOCK;

import dev.vicino.ProgressListener;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/// How far a task is, with its rate and the time left: a moving bar on a terminal, a line every few seconds elsewhere.
/// Elsewhere, a task that ends before its first line is due leaves no trace.
final class Progress implements AutoCloseable {
    private static final int WIDTH = 100;
    private static final int REDRAW_MILLIS = 100;
    private static final int LINE_MILLIS = 2000;

    private final ProgressBar bar;

    Progress(Terminal terminal, String task, String unit, long steps) {
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setUnit(" " + unit, 1)
                .setSpeedUnit(ChronoUnit.SECONDS)
                .showSpeed();
        if (terminal.moving()) {
            builder.setUpdateIntervalMillis(REDRAW_MILLIS)
                    .setStyle(terminal.colours() ? COLORFUL_UNICODE_BLOCK : UNICODE_BLOCK)
                    .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), WIDTH));
        } else {
            long begun = System.nanoTime();
            Consumer<String> print = line -> {
                if (System.nanoTime() - begun > LINE_MILLIS * 900_000L) {
                    terminal.notice(line);
                }
            };
            builder.setUpdateIntervalMillis(LINE_MILLIS)
                    .setStyle(ASCII)
                    .setConsumer(new DelegatingProgressBarConsumer(print, WIDTH));
        }
        bar = builder.build();
    }

    /// So many steps are done, of the number that the task began with.
    void at(long done) {
        bar.stepTo(done);
    }

    /// So many steps are done, of so many.
    void at(long done, long total) {
        bar.maxHint(total);
        bar.stepTo(done);
    }

    /// Follows a long task on a store.
    ProgressListener listener() {
        return new ProgressListener() {
            private String before = "";

            @Override
            public void at(String stage, long done, long total) {
                if (!stage.equals(before)) {
                    // Each stage has a rate of its own.
                    bar.reset();
                    message(stage);
                    before = stage;
                }
                Progress.this.at(done, total);
            }
        };
    }

    /// What is being done now.
    void message(String text) {
        bar.setExtraMessage(" " + text);
    }

    @Override
    public void close() {
        bar.close();
    }
}
