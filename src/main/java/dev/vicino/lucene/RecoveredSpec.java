package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.CorruptStoreException;
import dev.vicino.Metric;
import dev.vicino.lucene.graph.GraphKind;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/// What a damaged collection was created as: from its manifest, else from the copy that each commit carries
/// ([CommitNote]), else from the vector field of a segment.
///
/// @param assumptions what the last of these cannot tell, for the report
record RecoveredSpec(CollectionSpec spec, List<String> assumptions) {
    /// @throws CorruptStoreException if nothing says so any more
    /// @throws dev.vicino.FormatVersionException if the layout is not known
    static RecoveredSpec of(CollectionFolder folder) throws IOException {
        try {
            if (folder.manifest().exists()) {
                return new RecoveredSpec(folder.spec(), List.of());
            }
        } catch (CorruptStoreException e) {
            // The manifest is what is damaged, or part of it.
        }
        try (Directory directory = folder.directory()) {
            CollectionSpec noted = noted(folder, directory);
            return noted != null
                    ? new RecoveredSpec(
                            noted, List.of("the manifest was lost; the copy in the index was taken in its place"))
                    : ofFields(folder, directory);
        }
    }

    private static @Nullable CollectionSpec noted(CollectionFolder folder, Directory directory) {
        try {
            byte[] manifest = CommitNote.manifest(SegmentInfos.readLatestCommit(directory));
            return manifest == null ? null : folder.manifest().read(manifest);
        } catch (IOException | CorruptStoreException e) {
            return null;
        }
    }

    private static RecoveredSpec ofFields(CollectionFolder folder, Directory directory) throws IOException {
        for (SegmentFiles segment : SegmentFiles.in(folder, directory)) {
            FieldInfos fields = segment.readFieldInfos(directory);
            FieldInfo field = fields == null ? null : fields.fieldInfo(VectorField.NAME);
            if (field != null) {
                Set<Metric> metrics = GraphKind.metrics(field);
                CollectionSpec spec = CollectionSpec.of(folder.name(), field.getVectorDimension())
                        .metrics(metrics.toArray(Metric[]::new));
                return new RecoveredSpec(
                        spec,
                        List.of("the manifest and its copy in the index were lost; the dimension and the metrics "
                                + metrics.stream().map(Metric::symbol).toList()
                                + " were taken from the vector field (one of an earlier version may lack l1); the default graph,"
                                + " no embedder, no declared fields and no index of words were assumed"));
            }
        }
        throw new CorruptStoreException("neither a manifest nor a list of fields can be read in " + folder.path());
    }
}
