package dev.vicino.lucene;

import dev.vicino.Calibration;
import dev.vicino.CollectionSpec;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;

/// A collection's folder: the files of one Lucene index, and `collection.json` ([ManifestFile]), whose presence makes
/// it a collection.
///
/// The manifest is the last file that creating writes and the first that dropping takes away, so a collection that was
/// cut short in either is not there. Any other folder in the store is left alone.
final class CollectionFolder {
    /// What Lucene names its files; nothing else in the folder is ever deleted.
    private static final Pattern LUCENE_FILE = Pattern.compile("(pending_)?segments_[0-9a-z]+|_[0-9a-z]+[_.].*");

    /// What the manifest is called while the collection is being deleted.
    private static final String DROPPED = "collection.dropped.json";

    /// Where a repair puts what was damaged.
    private static final Pattern SET_ASIDE = Pattern.compile(".*\\.damaged-[0-9]{8}T[0-9]{6}Z(-[0-9]+)?");

    private final Disk disk;
    private final Path store;
    private final Path path;
    private final String name;

    CollectionFolder(Disk disk, Path store, String name) {
        this.disk = disk;
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
        return manifest().exists() && !isSetAside();
    }

    /// Whether these are the remains that a repair has left.
    boolean isSetAside() {
        return SET_ASIDE.matcher(name).matches();
    }

    /// Whether there is an index without a manifest, and not because the collection was dropped.
    boolean lacksManifest() throws IOException {
        return !manifest().exists()
                && !isSetAside()
                && Files.isDirectory(path)
                && !Files.exists(path.resolve(DROPPED))
                && !luceneFiles().isEmpty();
    }

    ManifestFile manifest() {
        return new ManifestFile(path);
    }

    CollectionSpec spec() throws IOException {
        return manifest().read();
    }

    List<Calibration> calibrations() throws IOException {
        return manifest().calibrations();
    }

    /// The version of the layout that the manifest says.
    int formatVersion() throws IOException {
        return manifest().formatVersion();
    }

    /// Makes the manifest say [ManifestFile#FORMAT_VERSION], durably: to be done before a segment of that layout is
    /// written, since what knows only an earlier one would take the segment for damaged. Segments that are there stay
    /// as they are.
    void migrate() throws IOException {
        if (formatVersion() != ManifestFile.FORMAT_VERSION) {
            keep(calibrations());
        }
    }

    /// Keeps calibrations in the manifest, in place of those that are there.
    void keep(List<Calibration> calibrations) throws IOException {
        manifest().write(spec(), calibrations);
    }

    Directory directory() throws IOException {
        return disk.open(path);
    }

    void create(CollectionSpec spec) throws IOException {
        if (isSetAside()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is what a repair would call a damaged collection; expected another name");
        }
        Files.createDirectories(path);
        Files.deleteIfExists(path.resolve(DROPPED));
        try (Directory directory = directory()) {
            CollectionWriter.createEmpty(directory, spec);
        }
        manifest().write(spec, List.of());
        InterruptProofDirectory.syncFolder(store);
    }

    /// Deletes the collection. What others have laid in its folder stays, and then so does the folder.
    ///
    /// The manifest is not deleted first but renamed, so that an index that has lost its manifest can be told from one
    /// whose dropping was cut short.
    void delete() throws IOException {
        Path dropped = path.resolve(DROPPED);
        Files.move(path.resolve(ManifestFile.NAME), dropped, StandardCopyOption.REPLACE_EXISTING);
        InterruptProofDirectory.syncFolder(path);
        for (Path file : luceneFiles()) {
            Files.delete(file);
        }
        Files.delete(dropped);
        try {
            Files.delete(path);
        } catch (DirectoryNotEmptyException e) {
            // Not ours.
        }
    }

    /// The files of the index, of whichever commit, sorted by name.
    List<Path> luceneFiles() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file ->
                            LUCENE_FILE.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    /// The bytes of the last flush.
    ///
    /// @param total of the manifest and the files that the commit names
    /// @param reclaimable the deleted items' share of each segment
    record DiskUse(long total, long reclaimable) {}

    DiskUse diskUse() throws IOException {
        long manifest = Files.size(path.resolve(ManifestFile.NAME));
        try (Directory directory = directory()) {
            // Goes on to the next commit, should a writer delete files of this one meanwhile.
            return new SegmentInfos.FindSegmentsFile<DiskUse>(directory) {
                @Override
                protected DiskUse doBody(String segmentsFile) throws IOException {
                    return diskUse(
                            SegmentInfos.readCommit(directory, segmentsFile),
                            manifest + directory.fileLength(segmentsFile));
                }
            }.run();
        }
    }

    private static DiskUse diskUse(SegmentInfos commit, long others) throws IOException {
        long total = others;
        long reclaimable = 0;
        for (SegmentCommitInfo segment : commit) {
            long bytes = segment.sizeInBytes();
            total += bytes;
            reclaimable += bytes * segment.getDelCount() / segment.info.maxDoc();
        }
        return new DiskUse(total, reclaimable);
    }

    /// Of the commit that is there now; see [CommitNote].
    String created() throws IOException {
        try (Directory directory = directory()) {
            return CommitNote.created(SegmentInfos.readLatestCommit(directory));
        }
    }
}
