package dev.vicino.lucene;

import dev.vicino.CorruptStoreException;
import dev.vicino.FormatVersionException;
import dev.vicino.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `snapshot.json`, which makes a folder a snapshot and says what is in it:
///
/// ```json
/// {
///   "formatVersion" : 1,
///   "files" : {
///     "digits/_0.fdm" : { "bytes" : 157, "checksum" : "crc32:0a1b2c3d" }
///   },
///   "checksum" : "crc32:4e5f6071"
/// }
/// ```
///
/// The checksum at the end is that of the other members, written without spaces in this order. The file is the last to
/// be written: a folder without it is no snapshot, or one whose making was cut short.
///
/// @param files by their path in the snapshot, `collection/file`
record SnapshotFile(SortedMap<String, Entry> files) {
    static final String NAME = "snapshot.json";

    private static final int FORMAT_VERSION = 1;

    /// A file of a collection, and nothing that would lead out of the folder.
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9_][A-Za-z0-9._-]*");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// One file.
    ///
    /// @param checksum of all its bytes, as [#checksum] writes it
    record Entry(long bytes, String checksum) {}

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    static String checksum(CRC32 crc) {
        return "crc32:%08x".formatted(crc.getValue());
    }

    /// The names of the collections, sorted.
    List<String> collections() {
        return files.keySet().stream()
                .map(path -> path.substring(0, path.indexOf('/')))
                .distinct()
                .toList();
    }

    long bytes() {
        return files.values().stream().mapToLong(Entry::bytes).sum();
    }

    void write(Path snapshot) throws IOException {
        ObjectNode members = members();
        String checksum = checksum(members);
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(members.put("checksum", checksum));
        AtomicFile.write(snapshot.resolve(NAME), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        InterruptProofDirectory.syncFolder(snapshot);
    }

    private ObjectNode members() {
        ObjectNode members = JSON.createObjectNode();
        members.put("formatVersion", FORMAT_VERSION);
        ObjectNode entries = members.putObject("files");
        files.forEach((path, entry) ->
                entries.putObject(path).put("bytes", entry.bytes()).put("checksum", entry.checksum()));
        return members;
    }

    private static String checksum(ObjectNode members) {
        CRC32 crc = new CRC32();
        crc.update(JSON.writeValueAsString(members).getBytes(StandardCharsets.UTF_8));
        return checksum(crc);
    }

    /// @throws CorruptStoreException if the folder is no snapshot, or not a whole one
    static SnapshotFile read(Path snapshot) throws IOException {
        Path file = snapshot.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new CorruptStoreException(snapshot + " is no snapshot, or one that was cut short: there is no " + NAME
                    + ", which is written last");
        }
        byte[] bytes = Uninterrupted.call(() -> Files.readAllBytes(file));
        try {
            return parse(file, JSON.readTree(bytes));
        } catch (CorruptStoreException | FormatVersionException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CorruptStoreException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static SnapshotFile parse(Path file, JsonNode members) {
        int version = member(file, members, "formatVersion").intValue();
        if (version != FORMAT_VERSION) {
            throw new FormatVersionException(file + " is of format version " + version
                    + "; this version of Vicino reads snapshots of format version " + FORMAT_VERSION);
        }
        SortedMap<String, Entry> files = new TreeMap<>();
        member(file, members, "files").properties().forEach(each -> {
            if (!PATH.matcher(each.getKey()).matches()) {
                throw new CorruptStoreException(
                        file + " names the file '" + each.getKey() + "'; expected collection/file");
            }
            files.put(
                    each.getKey(),
                    new Entry(
                            member(file, each.getValue(), "bytes").longValue(),
                            member(file, each.getValue(), "checksum").stringValue()));
        });
        SnapshotFile found = new SnapshotFile(files);
        String stored = member(file, members, "checksum").stringValue();
        String expected = checksum(found.members());
        if (!stored.equals(expected)) {
            throw new CorruptStoreException(file + " has the checksum '" + stored + "'; expected '" + expected + "'");
        }
        return found;
    }

    private static JsonNode member(Path file, JsonNode object, String name) {
        @Nullable JsonNode member = object.get(name);
        if (member == null) {
            throw new CorruptStoreException(file + " lacks '" + name + "'");
        }
        return member;
    }
}
