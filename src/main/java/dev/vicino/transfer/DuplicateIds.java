package dev.vicino.transfer;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds ids that stand in a file more than once, in memory that hardly grows with the file: 128 bits of each id's
/// SHA-256 go into one of 256 temporary files by their first byte, and one file after the other is looked through.
final class DuplicateIds implements Closeable {
    private static final int PARTS = 256;
    private static final int BUFFER = 1 << 12;

    private final MessageDigest digest = Sha256.begin();
    private final Path folder;
    private final @Nullable DataOutputStream[] parts = new DataOutputStream[PARTS];

    DuplicateIds() throws IOException {
        folder = Files.createTempDirectory("vicino-ids");
    }

    /// As much of an id's checksum as tells it from all others.
    private record Key(long high, long low) {}

    /// Takes the id of a row. Rows come in their order.
    void add(String id, long row) throws IOException {
        // UTF-16, as UTF-8 would make one of all surrogates that stand alone.
        byte[] hash = digest.digest(id.getBytes(StandardCharsets.UTF_16LE));
        int number = hash[0] & 0xff;
        DataOutputStream part = parts[number];
        if (part == null) {
            part = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file(number)), BUFFER));
            parts[number] = part;
        }
        part.write(hash, 0, 16);
        part.writeLong(row);
    }

    private Path file(int number) {
        return folder.resolve(String.valueOf(number));
    }

    /// The rows whose id stood before, each with the row where it stood first.
    Map<Long, Long> find() throws IOException {
        Map<Long, Long> found = new HashMap<>();
        for (int number = 0; number < PARTS; number++) {
            DataOutputStream part = parts[number];
            if (part != null) {
                part.flush();
                find(number, found);
            }
        }
        return found;
    }

    private void find(int number, Map<Long, Long> found) throws IOException {
        long entries = Files.size(file(number)) / (3 * Long.BYTES);
        Map<Key, Long> rows = HashMap.newHashMap(Math.toIntExact(entries));
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file(number)), 1 << 16))) {
            for (long i = 0; i < entries; i++) {
                Key key = new Key(in.readLong(), in.readLong());
                long row = in.readLong();
                Long first = rows.putIfAbsent(key, row);
                if (first != null) {
                    found.put(row, first);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (int number = 0; number < PARTS; number++) {
            DataOutputStream part = parts[number];
            if (part != null) {
                part.close();
                Files.deleteIfExists(file(number));
            }
        }
        Files.deleteIfExists(folder);
    }
}
