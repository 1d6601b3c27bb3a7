package dev.vicino.lucene;

import dev.vicino.Calibration;
import dev.vicino.CollectionSpec;
import dev.vicino.CorruptStoreException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/// A collection's folder: the files of one Lucene index, and `collection.json` ([ManifestFile]), whose presence makes
/// it a collection.
///
/// The manifest is the last file that creating writes and the first that dropping deletes, so a collection that was
/// cut short in either is not there. Any other folder in the store is left alone.
final class CollectionFolder {
    /// What Lucene names its files; nothing else in the folder is ever deleted.
    private static final Pattern LUCENE_FILE = Pattern.compile("(pending_)?segments_[0-9a-z]+|_[0-9a-z]+[_.].*");

    private final Path store;
    private final Path path;
    private final String name;

    CollectionFolder(Path store, String name) {
        this.store = store;
        this.path = store.resolve(name);
        this.name = name;
    }

    String name() {
        return name;
    }

    Path path() {
        return path;
    }

    boolean holdsCollection() {
        return manifest().exists();
    }

    private ManifestFile manifest() {
        return new ManifestFile(path);
    }

    CollectionSpec spec() throws IOException {
        return manifest().read();
    }

    List<Calibration> calibrations() throws IOException {
        return manifest().calibrations();
    }

    /// Keeps calibrations in the manifest, in place of those that are there.
    void keep(List<Calibration> calibrations) throws IOException {
        manifest().write(spec(), calibrations);
    }

    Directory directory() throws IOException {
        return new InterruptProofDirectory(path);
    }

    void create(CollectionSpec spec) throws IOException {
        Files.createDirectories(path);
        try (Directory directory = directory()) {
            CollectionWriter.createEmpty(directory, spec);
        }
        manifest().write(spec, List.of());
        InterruptProofDirectory.syncFolder(store);
    }

    /// Reads every file's checksum, and holds the index against the manifest's spec.
    ///
    /// @throws CorruptStoreException naming the file, where something is not as it was written
    void verify(CollectionSpec spec) throws IOException {
        try (Directory directory = directory();
                DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                CodecReader segment = (CodecReader) leaf.reader();
                segment.checkIntegrity();
                for (GraphField graph : GraphField.of(spec)) {
                    verify(spec, segment, graph);
                }
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            // A damaged file can trip Lucene anywhere on the way to the checksum that would have told.
            throw LuceneFailure.ofOpening(path, e);
        }
    }

    private void verify(CollectionSpec spec, CodecReader segment, GraphField graph) {
        FieldInfo field = segment.getFieldInfos().fieldInfo(graph.fieldName());
        int found = field == null ? 0 : field.getVectorDimension();
        if (found != spec.dimension()) {
            throw new CorruptStoreException(path.resolve(ManifestFile.NAME) + " says " + spec.dimension()
                    + " dimensions; the field '" + graph.fieldName() + "' of segment " + segment + " has " + found);
        }
    }

    /// Deletes the collection. What others have laid in its folder stays, and then so does the folder.
    void delete() throws IOException {
        Files.deleteIfExists(path.resolve(ManifestFile.NAME));
        InterruptProofDirectory.syncFolder(path);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                path, file -> LUCENE_FILE.matcher(file.getFileName().toString()).matches())) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        try {
            Files.delete(path);
        } catch (DirectoryNotEmptyException e) {
            // Not ours.
        }
    }

    /// The bytes of the last flush: of the manifest and the files that the latest commit names.
    long bytes() throws IOException {
        long bytes = Files.size(path.resolve(ManifestFile.NAME));
        try (Directory directory = directory()) {
            for (String file : SegmentInfos.readLatestCommit(directory).files(true)) {
                bytes += directory.fileLength(file);
            }
        }
        return bytes;
    }
}
