package dev.vicino.transfer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Vectors of one file, and the rest of their items from a JSON Lines file beside it: a line for each row, in the same
/// order, without a vector.
final class Sidecar implements RowReader {
    private final RowReader vectors;
    private final RowReader lines;
    private final Path path;
    private final Path sidecar;

    Sidecar(RowReader vectors, Path path, Path sidecar) throws IOException {
        this.vectors = vectors;
        this.lines = new JsonLinesFormat().read(sidecar, ReadOptions.DEFAULT);
        this.path = path;
        this.sidecar = sidecar;
    }

    /// The file that belongs beside a file of vectors: `a.npy.jsonl` beside `a.npy`.
    static Path of(Path vectors) {
        return vectors.resolveSibling(vectors.getFileName() + ".jsonl");
    }

    @Override
    public OptionalInt dimension() {
        return vectors.dimension();
    }

    @Override
    public OptionalLong total() {
        return vectors.total();
    }

    @Override
    public @Nullable Row next() throws IOException {
        Row vector = vectors.next();
        Row line = lines.next();
        if ((vector == null) != (line == null)) {
            Row more = vector == null ? line : vector;
            throw new TransferException((vector == null ? path : sidecar) + " ends after "
                    + (more == null ? 0 : more.number()) + " rows; expected as many as "
                    + (vector == null ? sidecar : path) + " has");
        }
        if (vector == null || line == null) {
            return null;
        }
        if (vector instanceof Row.Given given && line instanceof Row.Given rest) {
            return joined(given.number(), given.draft(), rest.draft());
        }
        return vector instanceof RefusedRow ? vector : line;
    }

    private Row joined(long number, Draft vector, Draft rest) {
        if (rest.vector() != null) {
            return new RefusedRow(
                    number, sidecar + " has a vector there; expected none, as " + path + " has the vectors", "");
        }
        return new Row.Given(number, new Draft(rest.id(), vector.vector(), rest.payload(), rest.text(), rest.source()));
    }

    @Override
    public void skip(long rows) throws IOException {
        vectors.skip(rows);
        lines.skip(rows);
    }

    @Override
    public void close() throws IOException {
        try (lines) {
            vectors.close();
        }
    }
}
