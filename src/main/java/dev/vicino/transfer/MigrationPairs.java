package dev.vicino.transfer;

import dev.vicino.Item;
import dev.vicino.VectorCollection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// The items of two collections side by side, in the order of their ids, as both were when this was made.
@NullMarked
final class MigrationPairs implements Iterator<MigrationPairs.Pair>, AutoCloseable {
    private final Stream<Item> sources;
    private final Stream<Item> targets;
    private final Iterator<Item> source;
    private final Iterator<Item> target;
    private @Nullable Item nextSource;
    private @Nullable Item nextTarget;

    MigrationPairs(VectorCollection from, VectorCollection to) {
        this.sources = from.scan();
        this.targets = to.scan();
        this.source = sources.iterator();
        this.target = targets.iterator();
        this.nextSource = next(source);
        this.nextTarget = next(target);
    }

    /// Two items of one id, or one that the other collection lacks.
    record Pair(@Nullable Item source, @Nullable Item target) {}

    private static @Nullable Item next(Iterator<Item> items) {
        return items.hasNext() ? items.next() : null;
    }

    @Override
    public boolean hasNext() {
        return nextSource != null || nextTarget != null;
    }

    @Override
    public Pair next() {
        Item left = nextSource;
        Item right = nextTarget;
        if (left == null && right == null) {
            throw new NoSuchElementException();
        }
        int order = left == null ? 1 : right == null ? -1 : left.id().compareTo(right.id());
        if (order <= 0) {
            nextSource = next(source);
        }
        if (order >= 0) {
            nextTarget = next(target);
        }
        return new Pair(order <= 0 ? left : null, order >= 0 ? right : null);
    }

    @Override
    public void close() {
        sources.close();
        targets.close();
    }
}
