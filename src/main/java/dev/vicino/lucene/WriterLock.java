package dev.vicino.lucene;

import dev.vicino.StoreLockedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The right of one store object in one process to change a store, held from opening to closing.
///
/// It is a lock of the operating system on `store.lock`, so it ends with the process however that ends, and no stale
/// file can keep anyone out. The file's content, `process 4711 since 2026-11-24T08:00:00Z`, is for the error message
/// only and may outlive its writer.
final class WriterLock implements AutoCloseable {
    static final String FILE_NAME = "store.lock";

    /// Far behind the content, because some systems do not let others read what is locked.
    private static final long LOCKED_POSITION = Long.MAX_VALUE - 1;

    private static final int MAX_CONTENT_BYTES = 200;

    /// The stores that this process writes, and since when. Asked before the file is touched: where locks belong to
    /// the process (POSIX), opening and closing the file a second time would give up the lock held through the first.
    private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private WriterLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Takes the lock of the store in this folder, which exists.
    ///
    /// @throws StoreLockedException naming the holder's process, and since when it writes
    static WriterLock take(Path folder) throws IOException {
        Path file = folder.toRealPath().resolve(FILE_NAME);
        String claim = "process " + ProcessHandle.current().pid() + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String holder = HELD_HERE.putIfAbsent(file, claim);
        if (holder != null) {
            throw locked(folder, holder + ", which is this very process");
        }
        try {
            return new WriterLock(file, Uninterrupted.call(() -> lock(folder, file, claim)));
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(file);
            throw e;
        }
    }

    /// The open channel that holds the lock. Nothing touches it until it is closed, so no interrupt can close it.
    private static FileChannel lock(Path folder, Path file, String claim) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock(LOCKED_POSITION, 1, false);
            if (lock == null) {
                throw locked(folder, content(channel));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((claim + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String content(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_CONTENT_BYTES);
        channel.read(bytes, 0);
        String content = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
        return content.isEmpty() ? "a process that is just opening it" : content;
    }

    private static StoreLockedException locked(Path folder, String holder) {
        return new StoreLockedException("the store " + folder.toAbsolutePath() + " is open for writing by " + holder
                + "; one process writes at a time, but any number may open it read-only");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(file);
        }
    }
}
