package dev.vicino.explorer.plane;

/// Tells a listener how far a work of several stages is.
final class Headway {
    /// Less says nothing about the rest.
    private static final double LEAST_TO_TELL_FROM = 0.01;

    private final PlaneListener listener;
    private final long start = System.nanoTime();
    private double from;
    private double until;
    private String stage = "";

    Headway(PlaneListener listener) {
        this.listener = listener;
    }

    /// Begins a stage.
    ///
    /// @param fraction that is done when it is over
    void begin(String name, double fraction) {
        stage = name;
        from = until;
        until = fraction;
    }

    /// So many of a stage's steps are done.
    void at(long done, long total) {
        double fraction = total == 0 ? until : from + (until - from) * Math.min(1.0, (double) done / total);
        double elapsed = (System.nanoTime() - start) / 1e9;
        listener.at(
                stage,
                fraction,
                fraction < LEAST_TO_TELL_FROM ? Double.POSITIVE_INFINITY : elapsed * (1 - fraction) / fraction);
    }
}
