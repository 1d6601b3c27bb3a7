package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.lucene.index.SegmentInfos;
import org.jspecify.annotations.Nullable;

/// What each commit carries beside Lucene's own: `manifest`, the text of the collection's manifest, so that a lost one
/// can be written again; and `created`, a random name of this collection's life, so that a reader can tell it from one
/// of the same name that was created after it was dropped. Lucene hands both on from commit to commit.
final class CommitNote {
    private static final String MANIFEST = "manifest";
    private static final String CREATED = "created";

    private CommitNote() {}

    static Map<String, String> ofNew(CollectionSpec spec) {
        return Map.of(
                MANIFEST,
                new String(ManifestFile.bytes(spec, List.of()), StandardCharsets.UTF_8),
                CREATED,
                UUID.randomUUID().toString());
    }

    /// The bytes of the manifest; null if the commit does not have them.
    static byte @Nullable [] manifest(SegmentInfos commit) {
        String text = commit.getUserData().get(MANIFEST);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /// Of the collection's present life; empty if the commit does not say.
    static String created(SegmentInfos commit) {
        return commit.getUserData().getOrDefault(CREATED, "");
    }
}
