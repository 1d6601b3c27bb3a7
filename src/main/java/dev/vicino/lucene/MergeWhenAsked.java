package dev.vicino.lucene;

import java.io.IOException;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;
import org.jspecify.annotations.Nullable;

/// Merges segments only where the writer asks for it, between two changes.
///
/// Lucene would also look for merges when a search makes new changes visible, and the search would then wait for a
/// graph to be built. And as merges run in the writer's own thread, at the same points of the same sequence of
/// changes, equal sequences leave equal graphs.
final class MergeWhenAsked extends FilterMergePolicy {
    MergeWhenAsked() {
        super(new TieredMergePolicy());
    }

    @Override
    public @Nullable MergeSpecification findMerges(MergeTrigger trigger, SegmentInfos segments, MergeContext context)
            throws IOException {
        return trigger == MergeTrigger.EXPLICIT ? super.findMerges(trigger, segments, context) : null;
    }
}
