/// What every engine does alike before and after it stores and searches: it checks items, takes streams in batches,
/// compares specs, meters searches.
@NullMarked
package dev.vicino.engine;

import org.jspecify.annotations.NullMarked;
