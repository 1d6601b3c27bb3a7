package dev.vicino.exact;

/// The first work of a process, which is done in plain Java.
///
/// A vector operation that is not compiled takes up to a microsecond, and it takes the compiler a second or two to get
/// round to all kernels of a search. A process that asks a few questions, or one, is faster done without; one that
/// asks many loses some hundredths of a second.
///
/// Counted by all threads without a lock: it does no harm if some of the work is not.
final class FirstWork {
    /// Compared or multiplied: some two hundred searches among images, or an exact one among 80,000 of them.
    private static final int COMPONENTS = 1 << 26;

    static final FirstWork OF_PROCESS = new FirstWork(COMPONENTS);

    private int left;

    FirstWork(int components) {
        this.left = components;
    }

    /// Whether this work is of the first.
    boolean has(long components) {
        if (left <= 0) {
            return false;
        }
        left -= (int) Math.min(components, left);
        return true;
    }
}
