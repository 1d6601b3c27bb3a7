package dev.vicino.transfer;

import dev.vicino.CollectionSpec;
import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A file on its way into a collection: [checked][#check] first, and only then [stored][CheckedImport#into].
///
/// ```java
/// Import file = new Import(ImportFile.of(path, TransferFormats.of(path)), ImportOptions.DEFAULT);
/// CheckedImport checked = file.check(CollectionSpec.of("articles", file.dimension()));
/// checked.into(store.collection(checked.spec()), new ImportJournal(Path.of("articles.import.json")));
/// ```
///
/// @param file where the rows come from
/// @param options how they are imported
public record Import(ImportFile file, ImportOptions options) {
    /// As many rows as a collection holds items.
    private static final long MOST_ROWS = Integer.MAX_VALUE - 1L;

    /// The stage of progress that looks at each row.
    private static final String STAGE = "checking";

    /// The dimension that the file's head tells, or else its first row with a vector.
    ///
    /// @throws TransferException if there is none
    public int dimension() throws IOException {
        try (RowReader rows = file.open()) {
            OptionalInt told = rows.dimension();
            if (told.isPresent()) {
                return told.getAsInt();
            }
            RefusedRow refused = null;
            for (Row row = rows.next(); row != null; row = rows.next()) {
                switch (row) {
                    case Row.Given given -> {
                        float[] vector = given.draft().vector();
                        if (vector != null) {
                            return vector.length;
                        }
                    }
                    case RefusedRow bad -> refused = refused == null ? bad : refused;
                }
            }
            throw new TransferException(file.path() + " has no row with a vector, so no dimension"
                    + (refused == null ? "" : "; " + refused.message()));
        }
    }

    /// Reads all rows and holds them against what a collection takes. Nothing is stored.
    ///
    /// @param spec of the collection, which need not be there yet
    /// @throws TransferException if the file cannot be read to its end, or one row is refused and the options say stop
    public CheckedImport check(CollectionSpec spec) throws IOException {
        boolean generated = !file.mayHoldIds();
        if (generated && options.idPrefix() == null) {
            throw new TransferException(
                    file.path() + " holds vectors and no ids; expected a file " + Sidecar.of(file.path())
                            + " beside it, or a prefix from which ids are made with the row's number");
        }
        try (SkippedRows skipped = new SkippedRows(options.skipped());
                DuplicateIds ids = new DuplicateIds()) {
            Tally tally = new Tally(spec, skipped, ids);
            tally.readAll(!generated);
            Map<Long, Long> again = generated ? Map.of() : ids.find();
            if (!again.isEmpty()) {
                tally.refuseAgain(again);
            }
            return new CheckedImport(
                    this,
                    spec,
                    file.fingerprint(options.idPrefix()),
                    tally.rows,
                    tally.refused,
                    tally.refused == tally.rows ? tally.first : null,
                    tally.again);
        }
    }

    /// What the first reading finds.
    private final class Tally {
        private final CollectionSpec spec;
        private final SkippedRows skipped;
        private final DuplicateIds ids;
        private final BitSet again = new BitSet();
        private long rows;
        private long refused;
        private @Nullable RefusedRow first;

        private Tally(CollectionSpec spec, SkippedRows skipped, DuplicateIds ids) {
            this.spec = spec;
            this.skipped = skipped;
            this.ids = ids;
        }

        private void readAll(boolean lookForAgain) throws IOException {
            try (ItemRows items = rows(spec)) {
                for (ItemRow row = items.next(); row != null; row = items.next()) {
                    switch (row) {
                        case ItemRow.Good good -> {
                            if (lookForAgain) {
                                ids.add(good.item().id(), good.number());
                            }
                        }
                        case RefusedRow bad -> refuse(bad);
                    }
                    if (++rows > MOST_ROWS) {
                        throw new TransferException(
                                file.path() + " has more than " + MOST_ROWS + " rows; expected at most so many");
                    }
                    tell(items.total());
                }
            }
        }

        private void tell(OptionalLong total) {
            if (rows % options.batchSize() == 0) {
                options.progress().at(STAGE, rows, Math.max(rows, total.orElse(rows)));
            }
        }

        private void refuse(RefusedRow row) throws IOException {
            if (options.onBadRow() == ImportOptions.OnBadRow.STOP) {
                throw new TransferException(file.path() + ", " + row.message() + "; nothing was imported");
            }
            first = first == null ? row : first;
            refused++;
            skipped.add(row);
        }

        /// Reads once more, for the ids that only their checksums are known of.
        private void refuseAgain(Map<Long, Long> found) throws IOException {
            try (ItemRows items = rows(spec)) {
                for (ItemRow row = items.next(); row != null; row = items.next()) {
                    Long before = found.get(row.number());
                    if (before != null && row instanceof ItemRow.Good good) {
                        again.set((int) good.number());
                        refuse(new RefusedRow(
                                good.number(),
                                "its id '" + good.item().id() + "' is that of row " + before
                                        + "; expected an id to stand once in a file",
                                ""));
                    }
                }
            }
        }
    }

    ItemRows rows(CollectionSpec spec) throws IOException {
        return new ItemRows(file.open(), spec, options.idPrefix());
    }
}
