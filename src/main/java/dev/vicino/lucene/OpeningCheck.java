package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.CorruptStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;

/// What every segment must pass before a collection shows it: its files' checksums hold, and its fields are those that
/// the spec asks for.
final class OpeningCheck {
    private final Path folder;
    private final CollectionSpec spec;

    OpeningCheck(Path folder, CollectionSpec spec) {
        this.folder = folder;
        this.spec = spec;
    }

    /// Opens what was last flushed.
    ///
    /// @throws CorruptStoreException naming the file, where something is not as it was written
    DirectoryReader open(Directory directory) throws IOException {
        try {
            DirectoryReader reader = DirectoryReader.open(directory);
            try {
                check(reader, Set.of());
                return reader;
            } catch (IOException | RuntimeException | AssertionError e) {
                reader.close();
                throw e;
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            // A damaged file can trip Lucene anywhere on the way to the checksum that would have told.
            throw LuceneFailure.ofOpening(folder, e);
        }
    }

    /// Checks the segments of the next reader that the one before did not have.
    void newSegments(DirectoryReader before, DirectoryReader next) throws IOException {
        Set<Object> known = new HashSet<>();
        leaves(before).forEach(leaf -> known.add(core(leaf)));
        check(next, known);
    }

    private void check(DirectoryReader reader, Set<Object> known) throws IOException {
        for (LeafReader leaf : leaves(reader)) {
            if (!known.contains(core(leaf))) {
                CodecReader segment = (CodecReader) leaf;
                segment.checkIntegrity();
                check(segment);
            }
        }
    }

    private void check(CodecReader segment) {
        FieldInfo field = segment.getFieldInfos().fieldInfo(VectorField.NAME);
        int found = field == null ? 0 : field.getVectorDimension();
        if (found != spec.dimension()) {
            throw new CorruptStoreException(folder.resolve(ManifestFile.NAME) + " says " + spec.dimension()
                    + " dimensions; the field '" + VectorField.NAME + "' of segment " + segment + " has " + found);
        }
    }

    private static List<LeafReader> leaves(DirectoryReader reader) {
        return reader.leaves().stream().map(LeafReaderContext::reader).toList();
    }

    /// Stays the same when only deletions were added.
    private static Object core(LeafReader leaf) {
        return leaf.getCoreCacheHelper().getKey();
    }
}
