package dev.vicino.lucene;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.ReferenceManager;
import org.jspecify.annotations.Nullable;

/// Readers of what was flushed, one after the other, each shown only after its new segments have passed the
/// [OpeningCheck].
final class CheckedReaders extends ReferenceManager<DirectoryReader> {
    private final OpeningCheck check;

    /// @param first checked already
    CheckedReaders(DirectoryReader first, OpeningCheck check) {
        this.check = check;
        this.current = first;
    }

    @Override
    protected @Nullable DirectoryReader refreshIfNeeded(DirectoryReader shown) throws IOException {
        DirectoryReader next = DirectoryReader.openIfChanged(shown);
        if (next != null) {
            try {
                check.newSegments(shown, next);
            } catch (IOException | RuntimeException e) {
                next.close();
                throw e;
            }
        }
        return next;
    }

    @Override
    protected boolean tryIncRef(DirectoryReader reader) {
        return reader.tryIncRef();
    }

    @Override
    protected void decRef(DirectoryReader reader) throws IOException {
        reader.decRef();
    }

    @Override
    protected int getRefCount(DirectoryReader reader) {
        return reader.getRefCount();
    }
}
