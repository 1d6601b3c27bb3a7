package dev.vicino.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file to import, and what belongs to it.
///
/// @param path where it lies
/// @param format what it is
/// @param sidecar the JSON Lines file with ids, payloads and texts; null if there is none, or the format holds them
/// @param options what the format may have to know
public record ImportFile(
        Path path, TransferFormat format, @Nullable Path sidecar, ReadOptions options) {
    public ImportFile {
        if (sidecar != null && format.holdsItems()) {
            throw new TransferException("a " + format.name() + " file holds its items' ids and payloads itself; '"
                    + sidecar + "' beside it would be of no use");
        }
        if (options.vectorColumns() != null && !(format instanceof CsvFormat)) {
            throw new TransferException("a " + format.name() + " file has no column for each dimension; '"
                    + options.vectorColumns() + "' before their numbers would be of no use");
        }
    }

    /// A file with the one beside it, if the format has use for that and it is there.
    public static ImportFile of(Path path, TransferFormat format) {
        Path beside = Sidecar.of(path);
        boolean used = !format.holdsItems() && Files.exists(beside);
        return new ImportFile(path, format, used ? beside : null, ReadOptions.DEFAULT);
    }

    /// This file with another one beside it.
    public ImportFile sidecar(Path beside) {
        return new ImportFile(path, format, beside, options);
    }

    /// This file with what the format may have to know.
    public ImportFile options(ReadOptions other) {
        return new ImportFile(path, format, sidecar, other);
    }

    RowReader open() throws IOException {
        RowReader rows = format.read(path, options);
        if (sidecar == null) {
            return rows;
        }
        try {
            return new Sidecar(rows, path, sidecar);
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /// Whether rows may carry ids.
    boolean mayHoldIds() {
        return format.holdsItems() || sidecar != null;
    }

    /// A checksum of all that decides what is imported: the content of the files, and how they are read. Not their
    /// names: a file that has moved is the same.
    String fingerprint(@Nullable String idPrefix) throws IOException {
        MessageDigest digest = Sha256.begin();
        digest.update(List.of(format.name(), options, String.valueOf(idPrefix))
                .toString()
                .getBytes(StandardCharsets.UTF_8));
        update(digest, path);
        if (sidecar != null) {
            update(digest, sidecar);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
    }
}
