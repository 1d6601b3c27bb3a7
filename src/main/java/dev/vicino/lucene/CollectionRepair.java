package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.FlushPolicy;
import dev.vicino.Item;
import dev.vicino.ProgressListener;
import dev.vicino.RepairReport.Repaired;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/// Writes a damaged collection anew from what [SalvagedSegments] can read of it, then puts the new folder in the
/// place of the old one, which is kept under another name. Graphs are never taken over: they are built again from the
/// vectors.
///
/// For a while the collection lies on the disk twice.
final class CollectionRepair {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final CollectionFolder folder;
    private final Path store;
    private final ProgressListener progress;
    private final List<String> assumptions = new ArrayList<>();
    private final TreeSet<String> lostIds = new TreeSet<>();
    private long lostWithoutId;

    CollectionRepair(CollectionFolder folder, Path store, ProgressListener progress) {
        this.folder = folder;
        this.store = store;
        this.progress = progress;
    }

    /// @param workplace an empty folder in the store
    /// @throws dev.vicino.CorruptStoreException if nobody can say any more what the collection was
    Repaired run(Path workplace) throws IOException {
        RecoveredSpec recovered = RecoveredSpec.of(folder);
        assumptions.addAll(recovered.assumptions());
        CollectionFolder anew = new CollectionFolder(Disk.REAL, workplace, folder.name());
        anew.create(recovered.spec());
        long saved = fill(anew, recovered.spec(), Files.createDirectory(workplace.resolve("bench")));
        Path setAside = setAside();
        Files.move(folder.path(), setAside);
        Files.move(anew.path(), folder.path());
        InterruptProofDirectory.syncFolder(store);
        return new Repaired(folder.name(), saved, List.copyOf(lostIds), lostWithoutId, assumptions, setAside);
    }

    private long fill(CollectionFolder anew, CollectionSpec spec, Path benchFolder) throws IOException {
        try (Directory damaged = folder.directory();
                Directory bench = Disk.REAL.open(benchFolder);
                Directory target = anew.directory();
                Directory pattern = pattern(spec)) {
            CollectionWriter writer = CollectionWriter.open(target, spec, FlushPolicy.manual());
            try {
                SalvagedSegments segments =
                        new SalvagedSegments(spec, folder, damaged, Workbench.in(benchFolder, pattern), bench, pattern);
                segments.read(progress, new Rescue(writer));
                assumptions.addAll(segments.assumptions());
                writer.flush();
            } catch (IOException | RuntimeException e) {
                writer.abandon();
                throw e;
            }
            dropSavedFromLost(writer);
            long saved = writer.count();
            writer.close();
            return saved;
        }
    }

    /// Takes what the segments give.
    private final class Rescue implements SalvagedSegments.Taker {
        private final CollectionWriter writer;

        Rescue(CollectionWriter writer) {
            this.writer = writer;
        }

        @Override
        public void saved(List<Item> items) throws IOException {
            writer.put(items);
        }

        @Override
        public void lost(String id) {
            lostIds.add(id);
        }

        @Override
        public void lostWithoutId(long count) {
            lostWithoutId += count;
        }
    }

    /// An id of which an earlier or later version was saved stands for an item that is there.
    private void dropSavedFromLost(CollectionWriter writer) throws IOException {
        for (String id : List.copyOf(lostIds)) {
            if (writer.isThere(id)) {
                lostIds.remove(id);
                assumptions.add("of the item '" + id + "' one version could not be read and another was saved");
            }
        }
    }

    /// A whole index of this layout, with one item in it.
    private static Directory pattern(CollectionSpec spec) throws IOException {
        ByteBuffersDirectory pattern = new ByteBuffersDirectory();
        CollectionWriter.createEmpty(pattern, spec);
        CollectionWriter writer = CollectionWriter.open(pattern, spec, FlushPolicy.manual());
        float[] vector = new float[spec.dimension()];
        vector[0] = 1;
        writer.put(List.of(Item.of("pattern", vector).with("field", "value").text("text")));
        writer.close();
        return pattern;
    }

    private Path setAside() {
        String name = folder.name() + ".damaged-" + TIMESTAMP.format(Instant.now());
        Path place = store.resolve(name);
        for (int n = 2; Files.exists(place); n++) {
            place = store.resolve(name + "-" + n);
        }
        return place;
    }
}
