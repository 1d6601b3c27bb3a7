/// What every engine does alike: before and after it stores and searches it checks items, takes streams in batches,
/// compares specs, meters searches; and in a search it makes the query's vector ([SearchTarget]), fuses rankings
/// ([RankFusion]), finds groups ([GroupedItems]) and says where an item stands ([ItemStanding]).
///
/// ## Why
/// - **Engines keep kinds of their own of an item on its way** ([Ranked]): in a folder it is a document number, whose
///   content is read once it is a hit; from a cluster the content comes along.
/// - **What reading may fail with is a type parameter**, as a folder fails with `IOException` and a cluster's client
///   with what is unchecked.
@NullMarked
package dev.vicino.engine;

import org.jspecify.annotations.NullMarked;
