package dev.vicino.engine;

import dev.vicino.Item;
import dev.vicino.UpsertOptions;
import dev.vicino.UpsertReport;
import dev.vicino.UpsertStoppedException;
import dev.vicino.VicinoException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Puts a stream of items in, a batch at a time. For one stream.
public final class StreamedUpsert {
    private final ItemCheck check;
    private final UpsertOptions options;
    private final Consumer<List<Item>> storing;

    private final List<Item> batch = new ArrayList<>();
    private final List<UpsertReport.Refusal> firstRefused = new ArrayList<>();
    private final long start = System.nanoTime();
    private long stored;
    private long refused;

    /// @param storing stores a batch of items that were checked
    public StreamedUpsert(ItemCheck check, UpsertOptions options, Consumer<List<Item>> storing) {
        this.check = check;
        this.options = options;
        this.storing = storing;
    }

    /// Takes the stream to its end, or to the first item that is refused.
    ///
    /// @throws UpsertStoppedException if an item is refused and the options say to stop there
    public UpsertReport run(Stream<Item> items) {
        Spliterator<Item> source = items.spliterator();
        long size = source.getExactSizeIfKnown();
        OptionalLong total = size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
        long taken = 0;
        for (Iterator<Item> each = Spliterators.iterator(source); each.hasNext(); ) {
            take(each.next());
            taken++;
            if (taken % options.batchSize() == 0) {
                store(total);
            }
        }
        if (taken % options.batchSize() != 0) {
            store(total);
        }
        return new UpsertReport(stored, refused, firstRefused, took());
    }

    private void take(Item item) {
        try {
            check.check(item);
        } catch (VicinoException reason) {
            switch (options.onRefused()) {
                case STOP -> throw stopped(item, reason);
                case SKIP -> skip(item, reason);
            }
            return;
        }
        batch.add(item);
    }

    private UpsertStoppedException stopped(Item item, VicinoException reason) {
        storing.accept(List.copyOf(batch));
        stored += batch.size();
        return new UpsertStoppedException(
                "item '" + item.id() + "' was refused, so the stream was read no further; the " + stored
                        + " items before it are stored: " + reason.getMessage(),
                stored,
                reason);
    }

    private void skip(Item item, VicinoException reason) {
        refused++;
        if (firstRefused.size() < UpsertReport.MAX_LISTED) {
            firstRefused.add(new UpsertReport.Refusal(item.id(), String.valueOf(reason.getMessage())));
        }
    }

    private void store(OptionalLong total) {
        storing.accept(List.copyOf(batch));
        stored += batch.size();
        batch.clear();
        options.progress().accept(new UpsertOptions.Progress(stored, refused, total, took()));
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
