package dev.vicino.explorer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// The computations of one kind that were asked for last, by what they are of. One that failed is begun anew when it is
/// asked for again, and one that nobody asks for any more makes room.
final class Computations<K, T> {
    private final int most;
    private final Map<K, Computation<T>> byKey = new LinkedHashMap<>(16, 0.75f, true);

    /// @param most how many are kept
    Computations(int most) {
        this.most = most;
    }

    /// The computation of a key, begun if there is none.
    synchronized Computation<T> of(K key, Function<K, Computation<T>> begin) {
        Computation<T> there = byKey.get(key);
        if (there != null && !there.failed()) {
            return there;
        }
        Computation<T> begun = begin.apply(key);
        byKey.put(key, begun);
        if (byKey.size() > most) {
            K eldest = byKey.keySet().iterator().next();
            Computation<T> dropped = byKey.remove(eldest);
            if (dropped != null) {
                dropped.cancel();
            }
        }
        return begun;
    }

    synchronized void cancelAll() {
        byKey.values().forEach(Computation::cancel);
        byKey.clear();
    }
}
