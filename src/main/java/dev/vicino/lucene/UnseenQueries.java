package dev.vicino.lucene;

import dev.vicino.Metric;
import dev.vicino.exact.Neighbour;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.util.Bits;

/// Makes queries that the graphs have not seen out of items that they have.
///
/// A stored vector is an easier query than one from outside: the walk arrives at the item itself, which is linked to
/// its neighbours. So the query is moved away from its item by as much as the item's nearest neighbour is: shifted by
/// their distance where distances are compared (L2, L1), rotated by their angle and a quarter more ([#FURTHER]) where
/// the direction decides (dot product, cosine). It is moved straight away from one of the item's ten nearest, and the
/// item is left out of the
/// answers.
///
/// @param snapshots gives each thread its own view of the reader's snapshot
record UnseenQueries(DirectoryReader reader, Supplier<SnapshotItems> snapshots, Metric metric) {
    /// Equal collections shall be given equal queries.
    private static final long SEED = 42;

    private static final int NEIGHBOURS = 10;

    /// Where the direction decides, as much as the nearest neighbour is too little, as measured on random vectors of 16
    /// and 32 dimensions: the query is rotated by a quarter more.
    private static final double FURTHER = 1.25;

    /// So many queries, or one for each item if there are fewer.
    List<SnapshotTarget> targets(int count) throws IOException {
        Random random = new Random(SEED);
        SnapshotItems snapshot = snapshots.get();
        Metric nearness = nearness();
        List<SnapshotTarget> items = new ArrayList<>();
        for (int doc : sample(random, count)) {
            float[] vector = snapshot.vector(doc).clone();
            if (nearness != Metric.COSINE || length(vector) > 0) {
                items.add(new SnapshotTarget(metric, vector, new int[] {doc}));
            }
        }
        List<List<Neighbour>> neighbours =
                ExactBatch.living(snapshot, nearness, NEIGHBOURS).nearest(items);
        List<SnapshotTarget> queries = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<Neighbour> near = neighbours.get(i);
            if (!near.isEmpty()) {
                int one = near.get(random.nextInt(Math.min(NEIGHBOURS, near.size())))
                        .ordinal();
                queries.add(moved(
                        items.get(i), snapshot.vector(one), near.getFirst().value()));
            }
        }
        return queries;
    }

    /// What the neighbours of an item are found by.
    private Metric nearness() {
        return switch (metric) {
            case EUCLIDEAN, MANHATTAN -> Metric.EUCLIDEAN;
            case DOT_PRODUCT, COSINE -> Metric.COSINE;
        };
    }

    private Iterable<Integer> sample(Random random, int count) {
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

    private SnapshotTarget moved(SnapshotTarget item, float[] neighbour, double nearest) {
        float[] vector = switch (metric) {
            case EUCLIDEAN, MANHATTAN -> shifted(item.vector(), neighbour, nearest);
            case DOT_PRODUCT, COSINE -> rotated(item.vector(), neighbour, FURTHER * Math.acos(1 - nearest));
        };
        return new SnapshotTarget(metric, vector, item.leftOut());
    }

    private static float[] shifted(float[] item, float[] neighbour, double distance) {
        double apart = Metric.EUCLIDEAN.between(item, neighbour);
        double share = apart == 0 ? 0 : distance / apart;
        float[] query = new float[item.length];
        for (int i = 0; i < query.length; i++) {
            query[i] = (float) (item[i] + share * ((double) item[i] - neighbour[i]));
        }
        return query;
    }

    /// The item turned by an angle in the plane of both, its length kept.
    private static float[] rotated(float[] item, float[] neighbour, double angle) {
        double length = length(item);
        double along = Metric.DOT_PRODUCT.between(item, neighbour) / (length * length);
        float[] across = new float[item.length];
        for (int i = 0; i < across.length; i++) {
            across[i] = (float) (neighbour[i] - along * item[i]);
        }
        double acrossLength = length(across);
        double turn = acrossLength == 0 ? 0 : Math.sin(angle) * length / acrossLength;
        float[] query = new float[item.length];
        for (int i = 0; i < query.length; i++) {
            query[i] = (float) (Math.cos(angle) * item[i] - turn * across[i]);
        }
        // At a right angle to nothing: only an item without a second dimension can end up without a direction.
        return length(query) == 0 ? item : query;
    }

    private static double length(float[] vector) {
        return Math.sqrt(Metric.DOT_PRODUCT.between(vector, vector));
    }
}
