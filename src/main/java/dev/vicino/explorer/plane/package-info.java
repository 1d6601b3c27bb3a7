/// The items of a collection laid out in the plane, to be looked at. Start at [Plane].
///
/// ## Why
/// - **Streamed, not held.** A million vectors of 784 floats are 3 GB. They are read twice, in order of their ids, and
///   what is kept of them is a covariance matrix, then two coordinates and some neighbours each.
/// - **UMAP on the store's own graph.** What UMAP needs of the vectors is each one's nearest neighbours, which is what
///   a vector store is for: the usual implementations spend most of their time on finding them by a method of their
///   own. No UMAP library for the JVM is on Maven Central under a permissive licence and maintained.
/// - **The same map each time.** Every random number comes from the seed, the epoch and the node, and in an epoch each
///   node moves by where the others stood before it. So threads share the work, and however many they are, equal
///   collections give equal maps, on any machine.
@NullMarked
package dev.vicino.explorer.plane;

import org.jspecify.annotations.NullMarked;
