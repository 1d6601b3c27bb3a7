package dev.vicino.lucene;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NoLockFactory;
import org.apache.lucene.store.OutputStreamIndexOutput;

/// A folder of Lucene files, read through memory maps, that an interrupted thread cannot harm.
///
/// Maps, once made, know no interrupts. What does is done otherwise or again: files are written through plain streams
/// instead of channels, opening and syncing are repeated ([Uninterrupted]). It takes no lock of Lucene's, whose own
/// channel an interrupt would close: the store's [WriterLock] stands in front of all its folders.
final class InterruptProofDirectory extends FilterDirectory {
    private static final int BUFFER_BYTES = 8192;

    private final Path folder;
    private final AtomicLong temporaryFiles = new AtomicLong();

    InterruptProofDirectory(Path folder) throws IOException {
        super(new MMapDirectory(folder, NoLockFactory.INSTANCE));
        this.folder = folder;
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        ensureOpen();
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        return new OutputStreamIndexOutput(
                "Output(path=\"" + file + "\")", name, new FileOutputStream(file.toFile()), BUFFER_BYTES);
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        while (true) {
            try {
                return createOutput(getTempFileName(prefix, suffix, temporaryFiles.getAndIncrement()), context);
            } catch (FileAlreadyExistsException e) {
                // Left by a process that was killed; the next number is free.
            }
        }
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        return Uninterrupted.call(() -> super.openInput(name, context));
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        Uninterrupted.call(() -> {
            super.sync(names);
            return names;
        });
    }

    @Override
    public void syncMetaData() throws IOException {
        ensureOpen();
        syncFolder(folder);
    }

    /// Makes the folder's entries durable: files that came, went or changed their names.
    static void syncFolder(Path folder) throws IOException {
        Uninterrupted.call(() -> {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
            return folder;
        });
    }
}
