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

    /// Flushes and closes all collections and gives up the writer's lock.
    @Override
    void close();
}
