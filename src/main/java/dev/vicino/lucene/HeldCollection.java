package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;

/// A collection as it was at one moment, to be copied or checked while others go on with it.
final class HeldCollection implements Closeable {
    private final CollectionFolder folder;
    private final byte[] manifest;
    private final Directory directory;
    private final HeldCommit commit;

    private HeldCollection(CollectionFolder folder, byte[] manifest, Directory directory, HeldCommit commit) {
        this.folder = folder;
        this.manifest = manifest;
        this.directory = directory;
        this.commit = commit;
    }

    /// The manifest is read last: a writer in another process may migrate the collection meanwhile, and an earlier
    /// format must not be said of segments of the present one.
    static HeldCollection of(CollectionFolder folder) throws IOException {
        Directory directory = folder.directory();
        try {
            HeldCommit commit = HeldCommit.of(directory);
            try {
                return new HeldCollection(folder, folder.manifest().bytes(), directory, commit);
            } catch (IOException | RuntimeException e) {
                IOUtils.closeWhileHandlingException(commit);
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(directory);
            throw LuceneFailure.ofOpening(folder.path(), e);
        }
    }

    CollectionFolder folder() {
        return folder;
    }

    /// The bytes of `collection.json`.
    byte[] manifest() {
        return manifest;
    }

    /// @throws dev.vicino.CorruptStoreException if the manifest is damaged
    CollectionSpec spec() {
        return folder.manifest().read(manifest);
    }

    HeldCommit commit() {
        return commit;
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(commit, directory);
    }
}
