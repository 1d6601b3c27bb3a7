package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {
    @TempDir
    private Path folder;

    private WatchedFiles files;
    private IndexWriter writer;
    private Snapshots snapshots;

    /// Notes by whom segments are written, and can make them wait.
    private static final class WatchedFiles extends FilterDirectory {
        private final Set<Thread> writers = ConcurrentHashMap.newKeySet();
        private volatile CountDownLatch begun = new CountDownLatch(0);
        private volatile CountDownLatch mayGoOn = new CountDownLatch(0);

        WatchedFiles(Path folder) throws IOException {
            super(FSDirectory.open(folder));
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            if (name.endsWith(".si")) {
                writers.add(Thread.currentThread());
                begun.countDown();
                try {
                    mayGoOn.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return super.createOutput(name, context);
        }
    }

    @BeforeEach
    void open() throws IOException {
        files = new WatchedFiles(folder);
        writer = new IndexWriter(files, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE));
        snapshots = Snapshots.of(writer, new Onlookers());
    }

    @AfterEach
    void close() throws IOException {
        snapshots.close();
        writer.close();
        files.close();
    }

    @Test
    void while_somebody_looks_a_change_is_written_by_who_made_it() throws Exception {
        assertThat(seen()).isZero();
        for (int i = 1; i <= 3; i++) {
            Thread changing = changeInSight();
            changing.join();
            assertThat(seen()).isEqualTo(i);
            assertThat(files.writers).containsExactly(changing);
            files.writers.clear();
        }
    }

    @Test
    void what_changes_unseen_gathers_in_one_segment() throws Exception {
        for (int i = 0; i < 10; i++) {
            changeInSight().join();
        }
        assertThat(files.writers).isEmpty();
        assertThat(seen()).isEqualTo(10);
        assertThat(files.writers).containsExactly(Thread.currentThread());
        assertThat(segments()).isEqualTo(1);
    }

    /// It would wait for ever if it waited: the change is let through only afterwards.
    @Test
    @Timeout(60)
    void who_looks_while_a_change_is_being_written_sees_what_was_there_before_and_does_not_wait() throws Exception {
        changeInSight().join();
        assertThat(seen()).isEqualTo(1);
        files.begun = new CountDownLatch(1);
        files.mayGoOn = new CountDownLatch(1);
        Thread changing = changeInSight();
        files.begun.await();
        assertThat(seen()).isEqualTo(1);
        files.mayGoOn.countDown();
        changing.join();
        assertThat(seen()).isEqualTo(2);
    }

    /// The second comes while the first is writing, and must see what that writes.
    @Test
    @Timeout(60)
    void who_looks_while_another_makes_a_change_visible_sees_it_without_writing() throws Exception {
        changeInSight().join();
        files.begun = new CountDownLatch(1);
        files.mayGoOn = new CountDownLatch(1);
        FutureTask<Integer> first = new FutureTask<>(this::seen);
        FutureTask<Integer> second = new FutureTask<>(this::seen);
        Thread writing = Thread.ofPlatform().start(first);
        files.begun.await();
        Thread waiting = Thread.ofPlatform().start(second);
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        files.mayGoOn.countDown();
        assertThat(first.get()).isEqualTo(1);
        assertThat(second.get()).isEqualTo(1);
        assertThat(files.writers).containsExactly(writing);
    }

    /// The first is long at work on what it found; the changes go on, until those wait too that were too many.
    @Test
    @Timeout(60)
    void while_one_who_looks_is_long_at_work_no_more_gathers_than_is_soon_written() throws Exception {
        changeInSight().join();
        files.begun = new CountDownLatch(1);
        files.mayGoOn = new CountDownLatch(1);
        FutureTask<Integer> looking = new FutureTask<>(this::seen);
        Thread looker = Thread.ofPlatform().start(looking);
        files.begun.await();
        int changes = 2 * Snapshots.MOST_GATHERED;
        Thread changing = changeInSight(changes);
        while (changing.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(writer.numRamDocs()).isLessThanOrEqualTo(Snapshots.MOST_GATHERED + 1);
        files.mayGoOn.countDown();
        changing.join();
        // What it asked for, or already what the one who waited for it has made visible since.
        assertThat(looking.get()).isBetween(1, 1 + changes);
        assertThat(files.writers).containsExactlyInAnyOrder(looker, changing);
        assertThat(seen()).isEqualTo(1 + changes);
    }

    private Thread changeInSight() {
        return changeInSight(1);
    }

    private Thread changeInSight(int times) {
        return Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < times; i++) {
                    Document document = new Document();
                    document.add(new StringField("field", "value", Field.Store.NO));
                    writer.addDocument(document);
                    snapshots.changedInSight(writer.numRamDocs());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private int seen() throws IOException {
        DirectoryReader snapshot = snapshots.acquire();
        try {
            return snapshot.numDocs();
        } finally {
            snapshots.release(snapshot);
        }
    }

    private int segments() throws IOException {
        DirectoryReader snapshot = snapshots.acquire();
        try {
            return snapshot.leaves().size();
        } finally {
            snapshots.release(snapshot);
        }
    }
}
