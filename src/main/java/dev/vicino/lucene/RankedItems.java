package dev.vicino.lucene;

import dev.vicino.SearchPlan;
import java.util.List;

/// Items in the order of a ranking, and how they were come by.
record RankedItems(List<RankedItem> items, SearchPlan plan) {}
