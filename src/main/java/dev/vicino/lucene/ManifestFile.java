package dev.vicino.lucene;

import static dev.vicino.engine.SpecJson.member;

import dev.vicino.Calibration;
import dev.vicino.CollectionSpec;
import dev.vicino.CorruptStoreException;
import dev.vicino.FormatVersionException;
import dev.vicino.Metric;
import dev.vicino.engine.SpecJson;
import dev.vicino.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `collection.json`, which makes a folder a collection and says what it was created as:
///
/// ```json
/// {
///   "formatVersion" : 2,
///   "name" : "digits",
///   "dimension" : 32,
///   "metrics" : [ "l2", "l1" ],
///   "encoding" : "float32",
///   "graph" : { "m" : 16, "efConstruction" : 100 },
///   "embedder" : "vae z=32, sha256:…",
///   "schema" : { "label" : "long" },
///   "textIndexed" : false,
///   "calibration" : [ { "metric" : "l2", "items" : 10000, "queries" : 300, "points" : [ [ 10, 13, 0.9722 ] ] } ],
///   "checksum" : "crc32:0a1b2c3d"
/// }
/// ```
///
/// The spec's members are those of [SpecJson]. A point of a calibration is `[hits, effort, recall]`. The checksum is
/// that of the other members, written without spaces in this order. The file is written beside its place and renamed:
/// it is there as a whole or not at all. What it says but the calibration and the format version never changes.
///
/// | format version | layout |
/// |---|---|
/// | 1 | ids are among Lucene's doc values; files of vectors are of version 1 at most (`VicinoVectorsFormat`) |
/// | 2 | ids may be in a format of their own (`VicinoIdsFormat`), and vectors a second time, in steps (version 2) |
/// | 3 | files of vectors may be of version 3, which says of each graph how walks go down through it |
///
/// Each segment says which formats it is in, so a folder may hold segments as earlier versions have them, and a
/// collection is migrated by its manifest alone ([CollectionFolder#migrate]).
final class ManifestFile {
    static final String NAME = "collection.json";

    /// Of the whole layout: the manifest's members, the Lucene fields and what their bytes mean.
    static final int FORMAT_VERSION = 3;

    private static final int FIRST_VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;
    private final Path file;

    ManifestFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
    }

    boolean exists() {
        return Files.isRegularFile(file);
    }

    void write(CollectionSpec spec, List<Calibration> calibrations) throws IOException {
        byte[] bytes = bytes(spec, calibrations);
        AtomicFile.write(file, out -> out.write(bytes));
        InterruptProofDirectory.syncFolder(folder);
    }

    /// The file's content.
    static byte[] bytes(CollectionSpec spec, List<Calibration> calibrations) {
        ObjectNode members = members(FORMAT_VERSION, spec, calibrations);
        String checksum = checksum(members);
        return JSON.writerWithDefaultPrettyPrinter()
                .writeValueAsString(members.put("checksum", checksum))
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] bytes() throws IOException {
        return Uninterrupted.call(() -> Files.readAllBytes(file));
    }

    /// @throws CorruptStoreException naming the file and what is wrong with it
    /// @throws FormatVersionException if the layout is of a later version than [#FORMAT_VERSION], or of none
    CollectionSpec read() throws IOException {
        return content(bytes()).spec;
    }

    /// Reads these bytes as the file's content.
    CollectionSpec read(byte[] bytes) {
        return content(bytes).spec;
    }

    /// The calibrations that were kept.
    ///
    /// @throws CorruptStoreException naming the file and what is wrong with it
    List<Calibration> calibrations() throws IOException {
        return content(bytes()).calibrations;
    }

    /// The version of the layout, of those that are known.
    ///
    /// @throws CorruptStoreException naming the file and what is wrong with it
    /// @throws FormatVersionException if the layout is of a later version than [#FORMAT_VERSION], or of none
    int formatVersion() throws IOException {
        return content(bytes()).formatVersion;
    }

    private record Content(int formatVersion, CollectionSpec spec, List<Calibration> calibrations) {}

    private Content content(byte[] bytes) {
        try {
            JsonNode members = JSON.readTree(bytes);
            int version = member(members, "formatVersion").intValue();
            requireKnown(version);
            CollectionSpec spec = SpecJson.read(members);
            List<Calibration> calibrations = calibrations(members);
            requireEqual(
                    "checksum",
                    member(members, "checksum").stringValue(),
                    checksum(members(version, spec, calibrations)));
            requireEqual("name", spec.name(), String.valueOf(folder.getFileName()));
            return new Content(version, spec, calibrations);
        } catch (CorruptStoreException | FormatVersionException e) {
            throw e;
        } catch (RuntimeException e) {
            // Jackson's for what is no JSON or of another type, and the spec's own for what is missing or out of range.
            throw new CorruptStoreException(file + " is no manifest of a collection: " + e.getMessage(), e);
        }
    }

    /// A layout that came after this code is refused before anything else of it is read.
    private void requireKnown(int version) {
        if (version < FIRST_VERSION || version > FORMAT_VERSION) {
            throw new FormatVersionException(file + " is of format version " + version
                    + "; this version of Vicino reads format versions " + FIRST_VERSION + " to " + FORMAT_VERSION
                    + " and writes format version " + FORMAT_VERSION);
        }
    }

    private void requireEqual(String member, String found, String expected) {
        if (!found.equals(expected)) {
            throw new CorruptStoreException(
                    file + " has the " + member + " '" + found + "'; expected '" + expected + "'");
        }
    }

    private static ObjectNode members(int version, CollectionSpec spec, List<Calibration> calibrations) {
        ObjectNode members = JSON.createObjectNode();
        members.put("formatVersion", version);
        SpecJson.write(spec, members);
        ArrayNode measured = members.putArray("calibration");
        calibrations.forEach(calibration -> describe(calibration, measured.addObject()));
        return members;
    }

    private static void describe(Calibration calibration, ObjectNode members) {
        members.put("metric", calibration.metric().symbol());
        members.put("items", calibration.items());
        members.put("queries", calibration.queries());
        ArrayNode points = members.putArray("points");
        calibration
                .points()
                .forEach(point ->
                        points.addArray().add(point.hits()).add(point.effort()).add(point.recall()));
    }

    private static List<Calibration> calibrations(JsonNode members) {
        List<Calibration> calibrations = new ArrayList<>();
        for (JsonNode calibration : member(members, "calibration")) {
            List<Calibration.Point> points = new ArrayList<>();
            for (JsonNode point : member(calibration, "points")) {
                points.add(new Calibration.Point(
                        point.required(0).intValue(),
                        point.required(1).intValue(),
                        point.required(2).doubleValue()));
            }
            calibrations.add(new Calibration(
                    Metric.parse(member(calibration, "metric").stringValue()),
                    member(calibration, "items").longValue(),
                    member(calibration, "queries").intValue(),
                    points));
        }
        return calibrations;
    }

    private static String checksum(ObjectNode members) {
        CRC32 crc = new CRC32();
        crc.update(JSON.writeValueAsString(members).getBytes(StandardCharsets.UTF_8));
        return "crc32:%08x".formatted(crc.getValue());
    }
}
