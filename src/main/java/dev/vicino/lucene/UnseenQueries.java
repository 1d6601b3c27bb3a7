package dev.vicino.lucene;

import dev.vicino.Metric;
import dev.vicino.lucene.graph.Bypass;
import dev.vicino.lucene.graph.SegmentVectors;
import dev.vicino.lucene.graph.WalkRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.util.Bits;

/// Queries that the graphs have not seen, made of items that they have: each is looked for as if the collection had
/// been made without it.
///
/// A stored vector as it is would be an easier query than one from outside: the walk arrives at the item itself, which
/// is linked to its neighbours.
final class UnseenQueries implements NearestItems.Walks {
    /// Equal collections shall be given equal queries.
    private static final long SEED = 42;

    /// Found once for all efforts: a few hundred bytes each.
    private final Map<Unseen, Bypass> bypasses = new ConcurrentHashMap<>();

    private record Unseen(SegmentVectors vectors, int node) {}

    /// So many items as queries, or all of them if there are fewer; none if there is nothing else to find.
    static List<SnapshotTarget> targets(DirectoryReader reader, Metric metric, int count) throws IOException {
        if (reader.numDocs() == 1) {
            return List.of();
        }
        SnapshotItems snapshot = new SnapshotItems(reader);
        List<SnapshotTarget> targets = new ArrayList<>();
        for (int doc : sample(reader, count)) {
            float[] vector = snapshot.vector(doc).clone();
            if (metric != Metric.COSINE || Metric.DOT_PRODUCT.between(vector, vector) > 0) {
                targets.add(new SnapshotTarget(metric, vector, new int[] {doc}));
            }
        }
        return targets;
    }

    private static Iterable<Integer> sample(DirectoryReader reader, int count) {
        Random random = new Random(SEED);
        SortedSet<Integer> chosen = new TreeSet<>();
        Bits live = MultiBits.getLiveDocs(reader);
        while (chosen.size() < Math.min(count, reader.numDocs())) {
            int doc = random.nextInt(reader.maxDoc());
            if (live == null || live.get(doc)) {
                chosen.add(doc);
            }
        }
        return chosen;
    }

    @Override
    public boolean asIfAbsent() {
        return true;
    }

    @Override
    public SegmentVectors.Found near(EligibleItems eligible, SegmentVectors vectors, WalkRequest request)
            throws IOException {
        if (eligible.leftOut() == 0) {
            return vectors.near(request);
        }
        Unseen unseen = new Unseen(vectors, eligible.firstLeftOut());
        Bypass bypass = bypasses.get(unseen);
        if (bypass == null) {
            bypass = vectors.around(unseen.node);
            bypasses.put(unseen, bypass);
        }
        return vectors.near(request, bypass);
    }
}
