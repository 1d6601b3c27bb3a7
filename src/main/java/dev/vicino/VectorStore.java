package dev.vicino;

import java.nio.file.Path;
import java.util.List;

/// A set of collections under one roof. One process writes, any number read.
///
/// Safe for use by many threads. Closing it flushes and closes its collections.
public interface VectorStore extends AutoCloseable {
    /// Opens the collection of this spec, or creates it if there is none of that name.
    ///
    /// @throws SpecMismatchException if the stored one differs, with both values in the message
    /// @throws ReadOnlyStoreException if it would have to be created in a store opened for reading
    VectorCollection collection(CollectionSpec spec);

    /// Opens a collection that is there.
    ///
    /// @throws NoSuchCollectionException if it is not, naming those that are
    VectorCollection collection(String name);

    /// Creates a collection, which must not be there yet.
    ///
    /// @throws CollectionExistsException if there is one of that name, whatever its spec
    /// @throws ReadOnlyStoreException if the store was opened for reading
    VectorCollection create(CollectionSpec spec);

    /// What a collection was created as, without opening it.
    ///
    /// @throws NoSuchCollectionException if it is not there, naming those that are
    CollectionSpec describe(String name);

    /// The names of all collections, sorted.
    List<String> collectionNames();

    /// Deletes a collection with all its items. Nothing happens if there is none of that name.
    ///
    /// @return whether there was one
    boolean drop(String name);

    /// Shows, in every open collection, what the store's writer has flushed since. A collection that was dropped
    /// meanwhile is closed, and one that was created anew is opened by asking for it again. Where this store is itself
    /// the writer there is nothing to do: its searches see each change at once.
    ///
    /// @return whether there is anything new
    boolean refresh();

    /// Copies all collections into a folder, each as it is at one and the same moment, while searching and writing go
    /// on. A writing store flushes first; a reading one copies what was last flushed.
    ///
    /// The folder becomes a snapshot by the last file that is written: one that was cut short is none. It can be opened
    /// for reading as it is.
    ///
    /// @param target a folder that does not exist or is empty, outside the store
    /// @throws IllegalArgumentException if the target is not empty, or inside the store
    /// @throws CorruptStoreException naming the file, if one is damaged: a bad copy must not take a good one's place
    SnapshotReport snapshot(Path target);

    /// Flushes and closes all collections and gives up the writer's lock.
    @Override
    void close();
}
