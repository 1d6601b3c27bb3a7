package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.lucene.index.SegmentInfos;
import org.jspecify.annotations.Nullable;

/// What each commit carries beside Lucene's own: `manifest`, the text of the collection's manifest, so that a lost one
/// can be written again; and `created`, a random name of this collection's life, so that a reader can tell it from one
/// of the same name that was created after it was dropped. Lucene hands both on from commit to commit; the text is
/// replaced where a collection has been migrated, so that a lost manifest of the present format is never taken for one
/// of an earlier format.
final class CommitNote {
    private static final String MANIFEST = "manifest";
    private static final String CREATED = "created";

    private CommitNote() {}

    static Map<String, String> ofNew(CollectionSpec spec) {
        return Map.of(MANIFEST, text(spec), CREATED, UUID.randomUUID().toString());
    }

    /// What the next commit shall carry after these, which is the same unless they are of an earlier format.
    static Map<String, String> inPresentFormat(Map<String, String> carried, CollectionSpec spec) {
        Map<String, String> next = new HashMap<>(carried);
        next.put(MANIFEST, text(spec));
        return next;
    }

    private static String text(CollectionSpec spec) {
        return new String(ManifestFile.bytes(spec, List.of()), StandardCharsets.UTF_8);
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
