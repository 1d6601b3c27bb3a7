package dev.vicino.lucene;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.IOUtils;

/// The files of the last commit, all opened: they can be read to the end, whatever a writer in this process or another
/// merges and deletes meanwhile.
final class HeldCommit implements Closeable {
    private final Directory directory;
    private final SegmentInfos infos;
    private final SortedMap<String, IndexInput> files = new TreeMap<>();
    private final SortedSet<String> missing = new TreeSet<>();

    private HeldCommit(Directory directory, SegmentInfos infos) {
        this.directory = directory;
        this.infos = infos;
    }

    /// Opens each file. Should the writer commit in between, the next commit is taken.
    ///
    /// @throws NoSuchFileException if a file is missing
    static HeldCommit of(Directory directory) throws IOException {
        return new SegmentInfos.FindSegmentsFile<HeldCommit>(directory) {
            @Override
            protected HeldCommit doBody(String segmentsFile) throws IOException {
                HeldCommit held = new HeldCommit(directory, SegmentInfos.readCommit(directory, segmentsFile));
                held.open(false);
                return held;
            }
        }.run();
    }

    /// Opens the files that are there, and knows the [#missing].
    static HeldCommit ofWhatIsThere(Directory directory) throws IOException {
        try {
            return of(directory);
        } catch (NoSuchFileException | FileNotFoundException missing) {
            HeldCommit held = new HeldCommit(directory, SegmentInfos.readLatestCommit(directory));
            held.open(true);
            return held;
        }
    }

    private void open(boolean tolerant) throws IOException {
        try {
            for (String file : infos.files(true)) {
                try {
                    files.put(file, directory.openInput(file, IOContext.DEFAULT));
                } catch (NoSuchFileException | FileNotFoundException e) {
                    if (!tolerant) {
                        throw e;
                    }
                    missing.add(file);
                }
            }
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(this);
            throw e;
        }
    }

    SegmentInfos infos() {
        return infos;
    }

    /// Sorted by name.
    Collection<String> fileNames() {
        return files.keySet();
    }

    /// A file from its beginning; closing what is returned is not needed.
    IndexInput file(String name) throws IOException {
        IndexInput held = files.get(name);
        if (held == null) {
            throw new NoSuchFileException(name);
        }
        return held.clone();
    }

    SortedSet<String> missing() {
        return missing;
    }

    long bytes() {
        return files.values().stream().mapToLong(IndexInput::length).sum();
    }

    /// The commit as a directory that has no other files. It is open as long as this is.
    Directory view() {
        return new FilterDirectory(directory) {
            @Override
            public String[] listAll() {
                return files.keySet().toArray(String[]::new);
            }

            @Override
            public IndexInput openInput(String name, IOContext context) throws IOException {
                return file(name);
            }

            @Override
            public long fileLength(String name) throws IOException {
                return file(name).length();
            }
        };
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(files.values());
    }
}
