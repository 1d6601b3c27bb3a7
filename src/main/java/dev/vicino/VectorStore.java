package dev.vicino;

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

    /// The names of all collections, sorted.
    List<String> collectionNames();

    /// Deletes a collection with all its items. Nothing happens if there is none of that name.
    ///
    /// @return whether there was one
    boolean drop(String name);

    /// Flushes and closes all collections and gives up the writer's lock.
    @Override
    void close();
}
