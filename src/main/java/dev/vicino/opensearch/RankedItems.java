package dev.vicino.opensearch;

import dev.vicino.SearchPlan;
import java.util.List;

/// Items in the order of an answer, and how they were come by.
record RankedItems(List<RankedItem> items, SearchPlan plan) {}
