package dev.vicino.transfer;

import dev.vicino.Filter;
import dev.vicino.Item;
import dev.vicino.ProgressListener;
import dev.vicino.VectorCollection;
import dev.vicino.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A collection, or what a filter lets through of it, on its way into a file: all of one moment, ordered by id.
///
/// @param collection whose items are written
/// @param filter which of them; null for all
/// @param format of the file
/// @param progress hears the stage `exporting`, in items
public record Export(
        VectorCollection collection, @Nullable Filter filter, TransferFormat format, ProgressListener progress) {
    private static final String STAGE = "exporting";
    private static final int TOLD_EVERY = 1000;

    /// The files that an export into this one makes: itself, and the one beside it where the format holds vectors
    /// alone.
    public List<Path> files(Path file) {
        return format.holdsItems() ? List.of(file) : List.of(file, Sidecar.of(file));
    }

    /// Writes a file, and the one beside it where the format holds vectors alone. They are there as a whole or not at
    /// all, and replace those that were there: the one beside first.
    ///
    /// @throws TransferException naming the item, if the format cannot hold what it should
    public ExportReport into(Path file) throws IOException {
        long start = System.nanoTime();
        Counts counts = new Counts();
        if (format.holdsItems()) {
            AtomicFile.make(file, neighbour -> write(neighbour, null, counts));
        } else {
            AtomicFile.make(file, vectors -> AtomicFile.make(Sidecar.of(file), rest -> write(vectors, rest, counts)));
        }
        long bytes = 0;
        for (Path each : files(file)) {
            bytes += Files.size(each);
        }
        return report(counts, bytes, files(file), List.of(), start);
    }

    private void write(Path file, @Nullable Path rest, Counts counts) throws IOException {
        try (FileChannel channel = channel(file)) {
            if (rest == null) {
                write(Output.of(channel), null, counts);
                return;
            }
            try (FileChannel beside = channel(rest)) {
                write(Output.of(channel), Output.of(beside), counts);
            }
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /// Writes to a stream, which is flushed and stays open. Nothing lies beside it: the report says what is lost.
    public ExportReport into(OutputStream out) throws IOException {
        long start = System.nanoTime();
        Counts counts = new Counts();
        if (!format.revises()) {
            CountedStream counted = new CountedStream(out);
            write(Output.of(counted), null, counts);
            return report(counts, counted.written(), List.of(), counts.lost(), start);
        }
        Path temporary = Files.createTempFile("vicino-export", format.suffixes().getFirst());
        try {
            write(temporary, null, counts);
            long bytes = Files.copy(temporary, out);
            out.flush();
            return report(counts, bytes, List.of(), counts.lost(), start);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private ExportReport report(Counts counts, long bytes, List<Path> files, List<String> lost, long start) {
        return new ExportReport(counts.items, bytes, files, lost, Duration.ofNanos(System.nanoTime() - start));
    }

    /// What went through.
    private final class Counts {
        private long items;
        private long payloads;
        private long texts;
        private long sources;

        private void add(Item item) {
            items++;
            payloads += item.payload().isEmpty() ? 0 : 1;
            texts += item.text() == null ? 0 : 1;
            sources += item.source() == null ? 0 : 1;
        }

        private List<String> lost() {
            if (format.holdsItems()) {
                return List.of();
            }
            return Stream.of(said(items, "id"), said(payloads, "payload"), said(texts, "text"), said(sources, "source"))
                    .filter(sentence -> !sentence.isEmpty())
                    .toList();
        }

        private String said(long count, String what) {
            return count == 0 ? "" : count + (count == 1 ? " " + what : " " + what + "s");
        }
    }

    private void write(Output out, @Nullable Output beside, Counts counts) throws IOException {
        long total = filter == null ? collection.count() : collection.count(filter);
        ItemWriter rest = beside == null ? null : JsonLinesFormat.writer(beside, false);
        try (ItemWriter writer = format.write(out, collection.spec().dimension());
                Stream<Item> items = collection.scan()) {
            for (Iterator<Item> each = items.iterator(); each.hasNext(); ) {
                Item item = each.next();
                if (filter != null && !filter.matches(item.payload())) {
                    continue;
                }
                writer.write(item);
                if (rest != null) {
                    rest.write(item);
                }
                counts.add(item);
                if (counts.items % TOLD_EVERY == 0) {
                    progress.at(STAGE, counts.items, Math.max(total, counts.items));
                }
            }
            writer.finish();
        }
        out.stream().flush();
        if (beside != null) {
            beside.stream().flush();
        }
    }
}
