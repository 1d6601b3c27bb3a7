package dev.vicino.transfer;

import dev.vicino.Hit;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.ProgressListener;
import dev.vicino.Projection;
import dev.vicino.SearchRequest;
import dev.vicino.VectorCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// Holds a collection that was migrated against the one that it was migrated from: every item, bit for bit, and the
/// exact answers to some queries.
@NullMarked
final class MigrationCheck {
    private static final int LIMIT = 10;
    private static final long SEED = 20261128;

    private final VectorCollection from;
    private final VectorCollection to;
    private final ProgressListener progress;
    private final String name;

    MigrationCheck(VectorCollection from, VectorCollection to, ProgressListener progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
        this.name = from.spec().name();
    }

    /// @param total items of the source
    /// @param queries to ask of both, at the most
    /// @return how many were asked
    /// @throws MigrationFailedException naming the first difference
    int run(long total, int queries) {
        List<float[]> sampled = compareItems(total, queries);
        int asked = 0;
        for (float[] query : sampled) {
            for (Metric metric : from.spec().metrics()) {
                compareAnswers(query, metric);
            }
            asked++;
            progress.at("asking both about '" + name + "'", asked, sampled.size());
        }
        return asked;
    }

    /// @return the vectors of some items, each as likely as any other to be among them
    private List<float[]> compareItems(long total, int queries) {
        Random random = new Random(SEED);
        List<float[]> sampled = new ArrayList<>();
        long seen = 0;
        try (MigrationPairs pairs = new MigrationPairs(from, to)) {
            while (pairs.hasNext()) {
                Item item = equal(pairs.next());
                if (sampled.size() < queries) {
                    sampled.add(item.vector());
                } else if (queries > 0) {
                    long place = random.nextLong(seen + 1);
                    if (place < queries) {
                        sampled.set((int) place, item.vector());
                    }
                }
                seen++;
                progress.at("comparing '" + name + "'", seen, Math.max(total, seen));
            }
        }
        return sampled;
    }

    private Item equal(MigrationPairs.Pair pair) {
        Item source = pair.source();
        Item target = pair.target();
        if (source == null) {
            throw failed("has an item '" + (target == null ? "" : target.id())
                    + "' that the source lacks; drop what is there, or migrate to another store");
        }
        if (target == null) {
            throw failed("lacks item '" + source.id() + "'");
        }
        if (!Arrays.equals(bits(source), bits(target))) {
            throw failed("has another vector in item '" + source.id() + "'");
        }
        requireEqual(source.id(), "payload", source.payload(), target.payload());
        requireEqual(source.id(), "text", source.text(), target.text());
        requireEqual(source.id(), "source", source.source(), target.source());
        return source;
    }

    private static int[] bits(Item item) {
        float[] vector = item.vector();
        int[] bits = new int[vector.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(vector[i]);
        }
        return bits;
    }

    private void requireEqual(String id, String what, @Nullable Object source, @Nullable Object target) {
        if (!Objects.equals(source, target)) {
            throw failed("has another " + what + " in item '" + id + "': " + target + "; the source has " + source);
        }
    }

    private void compareAnswers(float[] query, Metric metric) {
        SearchRequest request = SearchRequest.near(query)
                .metric(metric)
                .limit(LIMIT)
                .project(Projection.BARE)
                .exact();
        List<Hit> expected = from.search(request).hits();
        List<Hit> found = to.search(request).hits();
        if (!found.equals(expected)) {
            throw failed("answers a search by " + metric.title() + " with " + found + "; the source with " + expected);
        }
    }

    private MigrationFailedException failed(String how) {
        return new MigrationFailedException("collection '" + name + "' was not migrated as it is: the target " + how);
    }
}
