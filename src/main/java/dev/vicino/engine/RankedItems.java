package dev.vicino.engine;

import dev.vicino.SearchPlan;
import java.util.List;

/// Items in the order of a ranking, and how they were come by.
///
/// @param items the first ranks first
/// @param plan of the search that found them
public record RankedItems<R extends Ranked<R>>(List<R> items, SearchPlan plan) {}
