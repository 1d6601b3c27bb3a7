package dev.vicino.transfer;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Steps that many tests take.
final class Transfers {
    private Transfers() {}

    static Import of(Path file, ImportOptions options) {
        return new Import(ImportFile.of(file, TransferFormats.of(file)), options);
    }

    /// Imports a file into a collection, which is made if need be.
    static ImportReport run(VectorStore store, String collection, Path file, ImportOptions options) throws IOException {
        Import source = of(file, options);
        CollectionSpec spec = store.collectionNames().contains(collection)
                ? store.describe(collection)
                : CollectionSpec.of(collection, source.dimension());
        CheckedImport checked = source.check(spec);
        return checked.into(store.collection(checked.spec()), journal(file));
    }

    static ImportJournal journal(Path file) {
        return new ImportJournal(file.resolveSibling("journal.json"));
    }

    static List<Item> all(VectorCollection collection) {
        try (Stream<Item> items = collection.scan()) {
            return items.toList();
        }
    }

    /// The rows of a file, without looking at what a collection takes.
    static List<Row> rows(Path file) throws IOException {
        return rows(file, ReadOptions.DEFAULT);
    }

    static List<Row> rows(Path file, ReadOptions options) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (RowReader reader = TransferFormats.of(file).read(file, options)) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    static List<float[]> vectors(Path file) throws IOException {
        return rows(file).stream()
                .map(row -> ((Row.Given) row).draft().vector())
                .toList();
    }

    static Path resource(Path folder, String name) throws IOException {
        Path copy = folder.resolve(name);
        Files.copy(Path.of("src/test/resources/dev/vicino/transfer").resolve(name), copy);
        return copy;
    }

    /// A row that is there.
    static Row next(RowReader rows) throws IOException {
        Row row = rows.next();
        if (row == null) {
            throw new AssertionError("there is no further row");
        }
        return row;
    }
}
