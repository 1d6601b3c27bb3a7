package dev.vicino.cli;

import dev.vicino.ProgressListener;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How far a calibration is that a search has to wait for: shown if there is one, and as long as it takes.
final class CalibrationProgress implements ProgressListener {
    private final Terminal terminal;
    private @Nullable Progress shown;
    private @Nullable ProgressListener listener;

    CalibrationProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void at(String stage, long done, long total) {
        if (listener == null) {
            shown = new Progress(terminal, "Calibrating", "queries", total);
            listener = shown.listener();
        }
        listener.at(stage, done, total);
    }

    /// Searches.
    <T> T during(Supplier<T> search) {
        try {
            return search.get();
        } finally {
            if (shown != null) {
                shown.close();
            }
        }
    }
}
