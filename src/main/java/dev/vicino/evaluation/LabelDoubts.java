package dev.vicino.evaluation;

import dev.vicino.Filter;
import dev.vicino.Hit;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.Payload;
import dev.vicino.Projection;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.VectorCollection;
import dev.vicino.exact.BatchScan;
import dev.vicino.exact.Neighbour;
import dev.vicino.exact.VectorBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// Finds labels that are probably wrong: those of items whose nearest neighbours mostly have another.
///
/// ```java
/// List<LabelDoubt> doubts = LabelDoubts.by(Metric.EUCLIDEAN).find(digits, "label", Progress.NONE);
/// ```
///
/// Where vectors tell the labels apart, a wrong label stands out; what remains is what lies between two labels.
///
/// @param metric what near means
/// @param k how many neighbours vote, 1 to 1000
/// @param limit how many doubts to return, the greatest, at least 1
public record LabelDoubts(Metric metric, int k, int limit) {
    /// Items whose neighbours are searched for at once, on all cores.
    private static final int BATCH = 1024;

    private static final int MOST_VOTERS = 1000;
    private static final Projection PAYLOAD = new Projection(false, null, false, false);

    public LabelDoubts {
        if (k < 1 || k > MOST_VOTERS) {
            throw new IllegalArgumentException("k is " + k + "; expected 1 to " + MOST_VOTERS);
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; expected at least 1");
        }
    }

    /// The hundred greatest doubts by a vote of the ten nearest.
    public static LabelDoubts by(Metric metric) {
        return new LabelDoubts(metric, 10, 100);
    }

    /// These doubts by a vote of so many.
    public LabelDoubts k(int voters) {
        return new LabelDoubts(metric, voters, limit);
    }

    /// So many of these doubts.
    public LabelDoubts limit(int most) {
        return new LabelDoubts(metric, k, most);
    }

    /// The doubts about a payload field, the greatest first. Neighbours are found by approximate search at the default
    /// effort. Items that have not one plain value there have no label: they neither vote nor are doubted.
    ///
    /// @param collection that declares the metric
    /// @param field path of the payload field that holds the label
    /// @param progress told of items; what it throws ends the search, and is thrown here
    public List<LabelDoubt> find(VectorCollection collection, String field, Progress progress) {
        Greatest greatest = new Greatest();
        long total = collection.count();
        Filter labelled = Filter.exists(field);
        boolean all = collection.count(labelled) == total;
        long done = 0;
        try (Stream<Item> scan = collection.scan()) {
            Iterator<Item> items = scan.iterator();
            while (items.hasNext()) {
                List<Item> batch = new ArrayList<>(BATCH);
                for (int taken = 0; taken < BATCH && items.hasNext(); taken++, done++) {
                    batch.add(items.next());
                }
                batch.removeIf(item -> label(item.payload(), field).isEmpty());
                List<SearchResult> answers = collection.searchAll(batch.stream()
                        .map(item -> all ? request(item) : request(item).where(labelled))
                        .toList());
                for (int i = 0; i < answers.size(); i++) {
                    greatest.offer(batch.get(i), field, answers.get(i));
                }
                progress.at(Math.min(done, total), total);
            }
        }
        return greatest.inOrder();
    }

    private SearchRequest request(Item item) {
        return SearchRequest.near(item.vector()).metric(metric).limit(k + 1).project(PAYLOAD);
    }

    private static Optional<Object> label(Payload payload, String field) {
        List<Object> values = payload.at(field);
        return values.size() == 1 && !(values.getFirst() instanceof List || values.getFirst() instanceof Payload)
                ? Optional.of(values.getFirst())
                : Optional.empty();
    }

    private List<LabelDoubt.Voter> voters(String id, SearchResult answer, String field) {
        List<LabelDoubt.Voter> voters = new ArrayList<>(k);
        for (Hit hit : answer.hits()) {
            if (voters.size() < k && !hit.id().equals(id)) {
                label(hit.payload(), field).ifPresent(label -> voters.add(new LabelDoubt.Voter(hit.id(), label)));
            }
        }
        return voters;
    }

    /// The doubts about labelled vectors, the greatest first, by an exact search. A vector's number serves as its id.
    ///
    /// @param progress told of vectors; what it throws ends the search, and is thrown here
    public List<LabelDoubt> find(LabelledVectors labelled, Progress progress) {
        Greatest greatest = new Greatest();
        float[][] vectors = labelled.vectors();
        if (vectors.length == 0) {
            return List.of();
        }
        VectorBlock block = VectorBlock.of(vectors);
        int threads = Runtime.getRuntime().availableProcessors();
        for (int from = 0; from < vectors.length; from += BATCH) {
            int to = Math.min(vectors.length, from + BATCH);
            List<List<Neighbour>> nearest =
                    BatchScan.nearest(metric, Arrays.copyOfRange(vectors, from, to), block, k + 1, threads);
            for (int i = from; i < to; i++) {
                int own = i;
                List<LabelDoubt.Voter> voters = nearest.get(i - from).stream()
                        .filter(neighbour -> neighbour.ordinal() != own)
                        .limit(k)
                        .map(neighbour -> new LabelDoubt.Voter(
                                String.valueOf(neighbour.ordinal()), labelled.labels()[neighbour.ordinal()]))
                        .toList();
                greatest.offer(String.valueOf(i), labelled.labels()[i], voters);
            }
            progress.at(to, vectors.length);
        }
        return greatest.inOrder();
    }

    /// The greatest doubts so far, the least of them first to go.
    private final class Greatest {
        private final PriorityQueue<LabelDoubt> kept =
                new PriorityQueue<>(LabelDoubt.mostDoubtfulFirst().reversed());

        private void offer(Item item, String field, SearchResult nearest) {
            label(item.payload(), field).ifPresent(label -> offer(item.id(), label, voters(item.id(), nearest, field)));
        }

        private void offer(String id, Object label, List<LabelDoubt.Voter> voters) {
            int agreeing = (int)
                    voters.stream().filter(voter -> voter.label().equals(label)).count();
            if (2 * agreeing < voters.size()) {
                List<Object> labels =
                        voters.stream().map(LabelDoubt.Voter::label).toList();
                kept.add(new LabelDoubt(id, label, Majority.of(labels).label(), agreeing, voters));
                if (kept.size() > limit) {
                    kept.poll();
                }
            }
        }

        private List<LabelDoubt> inOrder() {
            return kept.stream().sorted(LabelDoubt.mostDoubtfulFirst()).toList();
        }
    }
}
