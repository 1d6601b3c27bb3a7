package dev.vicino.transfer;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.VectorCollection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file of which every row was looked at, ready to be stored. Should the file change before that is done, what is
/// stored is not what was checked.
public final class CheckedImport {
    private static final String STAGE = "importing";

    /// Graphs are linked then: it may take longer than all that came before.
    private static final String FLUSHING = "flushing";

    private final Import source;
    private final CollectionSpec spec;
    private final String fingerprint;
    private final long rows;
    private final long refused;
    private final @Nullable RefusedRow onlyRefused;
    private final BitSet again;

    CheckedImport(
            Import source,
            CollectionSpec spec,
            String fingerprint,
            long rows,
            long refused,
            @Nullable RefusedRow onlyRefused,
            BitSet again) {
        this.source = source;
        this.spec = spec;
        this.fingerprint = fingerprint;
        this.rows = rows;
        this.refused = refused;
        this.onlyRefused = onlyRefused;
        this.again = again;
    }

    /// What the rows were held against.
    public CollectionSpec spec() {
        return spec;
    }

    /// Rows of the file.
    public long rows() {
        return rows;
    }

    /// Rows that will be left out.
    public long refused() {
        return refused;
    }

    /// Why nothing would be imported: the first row's complaint, where every row is refused.
    public Optional<String> nothingLeft() {
        return Optional.ofNullable(onlyRefused).map(RefusedRow::message);
    }

    /// Puts the rows in. If the journal tells of an interrupted import of the same file, it goes on from there,
    /// provided that the collection holds the last row that was flushed; otherwise it begins with the first row
    /// again, which changes nothing of what is there already.
    ///
    /// @param collection of the [#spec] that the rows were held against
    /// @param journal to read and to write
    /// @throws TransferException if the journal tells of another import, or the collection is of another dimension
    public ImportReport into(VectorCollection collection, ImportJournal journal) throws IOException {
        if (collection.spec().dimension() != spec.dimension()) {
            throw new TransferException("the rows were held against " + spec.dimension() + " dimensions; collection '"
                    + collection.spec().name() + "' has " + collection.spec().dimension());
        }
        checkUnfinished(journal);
        ImportJournal.Entry begun = journal.read()
                .filter(entry -> holds(collection, entry.lastRow()))
                .orElseGet(() ->
                        new ImportJournal.Entry(source.file().path().toString(), fingerprint, -1, collection.count()));
        journal.write(begun);
        long start = System.nanoTime();
        store(collection, journal, begun);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        ImportReport report = new ImportReport(
                rows, rows - refused, refused, collection.count() - begun.itemsBefore(), begun.lastRow() + 1, took);
        journal.delete();
        return report;
    }

    /// Refuses to go on if another import was interrupted: its collection would be left with half of that file unseen.
    ///
    /// @throws TransferException naming the file whose import was interrupted
    public void checkUnfinished(ImportJournal journal) throws IOException {
        Optional<ImportJournal.Entry> unfinished = journal.read();
        if (unfinished.isPresent() && !unfinished.get().fingerprint().equals(fingerprint)) {
            throw new TransferException("an import of " + unfinished.get().file() + " was interrupted after "
                    + (unfinished.get().lastRow() + 1) + " rows, and "
                    + source.file().path()
                    + " is not that file, or is not read as it was; finish the other, or give it up");
        }
    }

    private boolean holds(VectorCollection collection, long row) {
        if (row < 0) {
            return true;
        }
        try (ItemRows items = source.rows(spec)) {
            items.skip(row);
            return items.next() instanceof ItemRow.Good good
                    && collection
                            .get(good.item().id())
                            .filter(there ->
                                    Arrays.equals(there.vector(), good.item().vector()))
                            .isPresent();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private void store(VectorCollection collection, ImportJournal journal, ImportJournal.Entry begun)
            throws IOException {
        List<Item> batch = new ArrayList<>();
        long flushed = begun.lastRow();
        long last = begun.lastRow();
        try (ItemRows items = source.rows(spec)) {
            items.skip(begun.lastRow() + 1);
            for (ItemRow row = items.next(); row != null; row = items.next()) {
                if (row instanceof ItemRow.Good good && !again.get((int) good.number())) {
                    batch.add(good.item());
                    last = good.number();
                }
                if (batch.size() == source.options().batchSize()) {
                    put(collection, batch, last);
                    if (last - flushed >= source.options().flushEvery()) {
                        flush(collection, journal, begun, last);
                        flushed = last;
                    }
                }
            }
        }
        put(collection, batch, last);
        flush(collection, journal, begun, last);
    }

    private void put(VectorCollection collection, List<Item> batch, long last) {
        if (!batch.isEmpty()) {
            collection.upsert(batch);
            batch.clear();
            source.options().progress().at(STAGE, last + 1, rows);
        }
    }

    private void flush(VectorCollection collection, ImportJournal journal, ImportJournal.Entry begun, long last)
            throws IOException {
        source.options().progress().at(FLUSHING, last + 1, Math.max(last + 1, rows));
        collection.flush();
        journal.write(new ImportJournal.Entry(begun.file(), fingerprint, last, begun.itemsBefore()));
    }
}
