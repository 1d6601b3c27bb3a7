package dev.vicino.lucene;

import dev.vicino.lucene.graph.VicinoVectorsFormat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.TieredMergePolicy;
import org.jspecify.annotations.Nullable;

/// Merges segments only where the writer asks for it, between two changes.
///
/// Lucene would also look for merges when a search makes new changes visible, and the search would then wait for a
/// graph to be built. And as merges run in the writer's own thread, at the same points of the same sequence of
/// changes, equal sequences leave equal graphs.
///
/// Merging all into one segment also links the graphs of a segment that is the only one, if it was written without.
final class MergeWhenAsked extends FilterMergePolicy {
    MergeWhenAsked() {
        super(ofSmallSegments());
    }

    private static TieredMergePolicy ofSmallSegments() {
        TieredMergePolicy policy = new TieredMergePolicy();
        // Lucene's 16 would merge what is put in beside onlookers into a segment of many thousand items again and
        // again.
        policy.setFloorSegmentMB(1);
        return policy;
    }

    @Override
    public @Nullable MergeSpecification findMerges(MergeTrigger trigger, SegmentInfos segments, MergeContext context)
            throws IOException {
        return trigger == MergeTrigger.EXPLICIT ? super.findMerges(trigger, segments, context) : null;
    }

    @Override
    public @Nullable MergeSpecification findForcedMerges(
            SegmentInfos segments, int most, Map<SegmentCommitInfo, Boolean> toMerge, MergeContext context)
            throws IOException {
        MergeSpecification merges = super.findForcedMerges(segments, most, toMerge, context);
        if (merges == null
                && segments.size() == 1
                && context.getMergingSegments().isEmpty()) {
            SegmentCommitInfo only = segments.info(0);
            if (toMerge.containsKey(only) && VicinoVectorsFormat.isUnlinked(only.info)) {
                merges = new MergeSpecification();
                merges.add(new MergePolicy.OneMerge(List.of(only)));
            }
        }
        return merges;
    }
}
