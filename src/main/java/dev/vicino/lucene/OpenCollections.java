package dev.vicino.lucene;

import dev.vicino.NoSuchCollectionException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// The collections that a store has open, and what is done to all of them. One thread at a time opens and closes them;
/// [#flushInBackground] may run beside it.
final class OpenCollections {
    private final Map<String, LuceneVectorCollection> byName = new ConcurrentSkipListMap<>();

    /// Null if it is not open.
    @Nullable
    LuceneVectorCollection find(String name) {
        return byName.get(name);
    }

    void add(LuceneVectorCollection collection) {
        byName.put(collection.spec().name(), collection);
    }

    /// Closes a collection that is deleted or about to be, if it is open.
    void abandon(String name) throws IOException {
        LuceneVectorCollection collection = byName.remove(name);
        if (collection != null) {
            collection.abandon();
        }
    }

    /// Shows what was flushed since, and gives up what was dropped.
    ///
    /// @return whether anything is new
    boolean refresh() throws IOException {
        boolean more = false;
        for (Map.Entry<String, LuceneVectorCollection> each : byName.entrySet()) {
            try {
                more |= each.getValue().refresh();
            } catch (NoSuchCollectionException dropped) {
                abandon(each.getKey());
                more = true;
            }
        }
        return more;
    }

    /// Flushes these and holds their files, while none of them changes.
    ///
    /// @param held takes what is held, and has to be closed whatever happens
    static void hold(List<LuceneVectorCollection> collections, List<HeldCollection> held) throws IOException {
        hold(collections.iterator(), collections, held);
    }

    /// One is kept still around the keeping still of the others.
    private static void hold(
            Iterator<LuceneVectorCollection> toKeepStill,
            List<LuceneVectorCollection> collections,
            List<HeldCollection> held)
            throws IOException {
        if (toKeepStill.hasNext()) {
            toKeepStill.next().alone(() -> {
                hold(toKeepStill, collections, held);
                return held;
            });
        } else {
            for (LuceneVectorCollection collection : collections) {
                held.add(collection.flushed());
            }
        }
    }

    void flushInBackground() {
        byName.values().forEach(LuceneVectorCollection::flushInBackground);
    }

    /// Closes every collection even if one of them fails.
    void close() throws IOException {
        IOUtils.close(byName.values());
    }
}
