package dev.vicino.lucene;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;

/// Opens the folder of a collection's index. Everything that Lucene reads and writes goes through what this returns, so
/// a disk that fails at will can stand in for the real one.
@FunctionalInterface
interface Disk {
    /// The file system.
    Disk REAL = InterruptProofDirectory::new;

    Directory open(Path folder) throws IOException;
}
