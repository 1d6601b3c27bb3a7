package dev.vicino.transfer;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.ProgressListener;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;

/// Moves collections from one store to another, whatever engines these are: a folder that has outgrown its machine to a
/// cluster, and back.
///
/// ```java
/// MigrationReport report = new Migration(folder, cluster)
///         .run("articles", Migration.DEFAULT_QUERIES, ProgressListener.NONE);
/// ```
///
/// Items are streamed in the order of their ids, a batch in memory at a time. **A migration that was cut short goes on
/// when it is run again:** what is there already, bit for bit, is read and not written again. At the end both are
/// compared, item by item and by their exact answers to sampled queries. Nobody should write to either meanwhile.
@NullMarked
public final class Migration {
    /// Queries that are asked of both, where nobody says how many.
    public static final int DEFAULT_QUERIES = 20;

    private static final int BATCH = 1000;
    private static final int BATCH_FLOATS = 1 << 20;

    private final VectorStore from;
    private final VectorStore to;

    /// @param from what is read
    /// @param to what is written
    public Migration(VectorStore from, VectorStore to) {
        this.from = from;
        this.to = to;
    }

    /// Migrates one collection, which is created in the target if it is not there.
    ///
    /// @param queries how many exact searches are compared for each metric, at the most; 0 for none
    /// @param progress hears of copying, of comparing and of asking
    /// @throws dev.vicino.NoSuchCollectionException if the source has no such collection
    /// @throws dev.vicino.SpecMismatchException if the target has one of that name and another spec
    /// @throws MigrationFailedException if the target then holds something else, for instance items that were in it
    ///     before and are not in the source
    public MigrationReport run(String collection, int queries, ProgressListener progress) {
        long start = System.nanoTime();
        CollectionSpec spec = from.describe(collection);
        VectorCollection source = from.collection(collection);
        VectorCollection target = to.collection(spec);
        long total = source.count();
        Copied copied = copy(source, target, total, progress);
        target.flush();
        int asked = new MigrationCheck(source, target, progress).run(total, queries);
        return new MigrationReport(
                collection, total, copied.written, copied.there, asked, Duration.ofNanos(System.nanoTime() - start));
    }

    private record Copied(long written, long there) {}

    private static Copied copy(
            VectorCollection source, VectorCollection target, long total, ProgressListener progress) {
        String stage = "copying '" + source.spec().name() + "'";
        int batchSize = Math.clamp(BATCH_FLOATS / source.spec().dimension(), 1, BATCH);
        List<Item> batch = new ArrayList<>();
        long written = 0;
        long there = 0;
        try (MigrationPairs pairs = new MigrationPairs(source, target)) {
            while (pairs.hasNext()) {
                MigrationPairs.Pair pair = pairs.next();
                Item item = pair.source();
                if (item != null && Objects.equals(item, pair.target())) {
                    there++;
                } else if (item != null) {
                    batch.add(item);
                }
                if (batch.size() == batchSize) {
                    target.upsert(batch);
                    written += batch.size();
                    batch.clear();
                }
                progress.at(stage, written + there, Math.max(total, written + there));
            }
        }
        target.upsert(batch);
        written += batch.size();
        progress.at(stage, written + there, Math.max(total, written + there));
        return new Copied(written, there);
    }
}
