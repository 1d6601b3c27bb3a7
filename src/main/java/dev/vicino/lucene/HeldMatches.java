package dev.vicino.lucene;

import dev.vicino.Filter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.FixedBitSet;

/// What filters let through, kept for the searches that ask under the same ones again: working off a filter may take
/// longer than the search.
///
/// Of one segment as one snapshot has it, without what is deleted there, until that is closed. When there is no room,
/// those go that were not asked for since they came by last (the clock algorithm). For any number of threads.
final class HeldMatches {
    /// In this JVM, as what bounds them is the heap that all collections share.
    static final HeldMatches OF_JVM = new HeldMatches(Runtime.getRuntime().maxMemory() / 32);

    /// Conditions, values and joins of a filter that is held: it is held itself, and compared with others.
    private static final int MOST_PARTS = 32;

    /// What a set of no documents takes, with its filter.
    private static final long FEWEST_BYTES = 1024;

    private final long mostBytes;
    private final Map<Key, Held> held = new ConcurrentHashMap<>();
    private final Queue<Held> clock = new ArrayDeque<>();

    /// Of which something was held, and which tell when they are closed.
    private final Set<IndexReader.CacheKey> segments = new HashSet<>();

    private long bytes;

    HeldMatches(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// The living documents of a segment that a filter lets through.
    ///
    /// @param documents not to be changed
    record Matches(FixedBitSet documents, int count) {
        private static Matches find(SegmentItems segment, Filter filter) throws IOException {
            FixedBitSet living = FilteredDocuments.living(segment, filter);
            return new Matches(living, living.cardinality());
        }
    }

    private record Key(IndexReader.CacheKey segment, Filter filter) {}

    private static final class Held {
        private final Key key;
        private final Matches matches;
        private volatile boolean askedFor;

        Held(Key key, Matches matches) {
            this.key = key;
            this.matches = matches;
        }

        long bytes() {
            return FEWEST_BYTES + matches.documents.length() / Byte.SIZE;
        }
    }

    Matches of(SegmentItems segment, Filter filter) throws IOException {
        IndexReader.CacheHelper reader = segment.reader().getReaderCacheHelper();
        if (reader == null || partsLeft(filter, MOST_PARTS) < 0) {
            return Matches.find(segment, filter);
        }
        Key key = new Key(reader.getKey(), filter);
        Held known = held.get(key);
        if (known == null) {
            known = new Held(key, Matches.find(segment, filter));
            hold(reader, known);
        } else if (!known.askedFor) {
            known.askedFor = true;
        }
        return known.matches;
    }

    private synchronized void hold(IndexReader.CacheHelper reader, Held added) {
        if (added.bytes() > mostBytes || held.containsKey(added.key)) {
            return;
        }
        makeRoom(added.bytes());
        if (segments.add(reader.getKey())) {
            reader.addClosedListener(this::drop);
        }
        held.put(added.key, added);
        clock.add(added);
        bytes += added.bytes();
    }

    private void makeRoom(long wanted) {
        while (bytes + wanted > mostBytes) {
            Held next = clock.remove();
            if (next.askedFor) {
                next.askedFor = false;
                clock.add(next);
            } else {
                held.remove(next.key);
                bytes -= next.bytes();
            }
        }
    }

    private synchronized void drop(IndexReader.CacheKey segment) {
        segments.remove(segment);
        held.keySet().removeIf(key -> key.segment == segment);
        clock.removeIf(each -> each.key.segment == segment);
        bytes = clock.stream().mapToLong(Held::bytes).sum();
    }

    /// How many sets are held.
    synchronized int size() {
        return clock.size();
    }

    /// How many parts may still follow a filter of which there are so many at the most; negative if it has more.
    private static int partsLeft(Filter filter, int most) {
        int left = most - 1;
        return left < 0
                ? left
                : switch (filter) {
                    case Filter.In in -> left - in.values().size();
                    case Filter.Condition condition -> left;
                    case Filter.Exists exists -> left;
                    case Filter.And and -> partsLeft(and.filters(), left);
                    case Filter.Or or -> partsLeft(or.filters(), left);
                    case Filter.Not not -> partsLeft(not.filter(), left);
                };
    }

    private static int partsLeft(List<Filter> filters, int most) {
        int left = most;
        for (int i = 0; i < filters.size() && left >= 0; i++) {
            left = partsLeft(filters.get(i), left);
        }
        return left;
    }
}
