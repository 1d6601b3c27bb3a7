package dev.vicino.lucene;

import dev.vicino.Filter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/// The documents of one segment that a [Filter] lets through, as [Filter#matches] defines it. For one filter.
///
/// Sets of bits instead of Lucene queries: a filter may have more branches than Lucene allows a query clauses, and the
/// search needs the number of matches before it chooses its way.
///
/// A filter is worked off as tasks on a stack of sets: a condition pushes its set, a negation turns the top one around,
/// and a conjunction or disjunction joins the top two. Stacks of our own, so that a deep filter needs no deep stack of
/// the thread. Branches with branches come first: no set waits below them, and a deep filter makes do with few.
final class FilteredDocuments {
    private final SegmentItems items;
    private final ConditionDocuments conditions;
    private final int maxDoc;
    private final Deque<Task> tasks = new ArrayDeque<>();
    private final Deque<FixedBitSet> sets = new ArrayDeque<>();

    private FilteredDocuments(SegmentItems items) {
        this.items = items;
        this.conditions = new ConditionDocuments(items);
        this.maxDoc = items.reader().maxDoc();
    }

    /// The living documents that pass.
    static FixedBitSet living(SegmentItems items, Filter filter) throws IOException {
        return new FilteredDocuments(items).living(filter);
    }

    private interface Task {
        void run() throws IOException;
    }

    private FixedBitSet living(Filter filter) throws IOException {
        tasks.push(() -> evaluate(filter));
        while (!tasks.isEmpty()) {
            tasks.pop().run();
        }
        FixedBitSet passing = sets.pop();
        Bits live = items.reader().getLiveDocs();
        if (live != null) {
            live.applyMask(passing, 0);
        }
        return passing;
    }

    /// Pushes the set of a filter, or tasks that will.
    private void evaluate(Filter filter) throws IOException {
        switch (filter) {
            case Filter.Condition condition -> conditions.add(condition, pushed());
            case Filter.Exists exists -> conditions.addExisting(exists.field(), pushed());
            case Filter.And and -> join(and.filters(), true);
            case Filter.Or or -> join(or.filters(), false);
            case Filter.Not not -> {
                tasks.push(() -> sets.element().flip(0, maxDoc));
                tasks.push(() -> evaluate(not.filter()));
            }
        }
    }

    private FixedBitSet pushed() {
        FixedBitSet empty = new FixedBitSet(maxDoc);
        sets.push(empty);
        return empty;
    }

    /// @param all whether all of the filters have to hold, or any
    private void join(List<Filter> filters, boolean all) {
        if (filters.isEmpty()) {
            FixedBitSet set = pushed();
            if (all) {
                set.set(0, maxDoc);
            }
            return;
        }
        List<Filter> branches = branchedFirst(filters);
        for (Filter branch : branches.subList(1, branches.size()).reversed()) {
            if (!all && branch instanceof Filter.Condition condition) {
                // Without a set of its own, as there may be thousands.
                tasks.push(() -> conditions.add(condition, sets.element()));
            } else {
                tasks.push(() -> joinTopTwo(all));
                tasks.push(() -> evaluate(branch));
            }
        }
        tasks.push(() -> evaluate(branches.getFirst()));
    }

    private void joinTopTwo(boolean all) {
        FixedBitSet last = sets.pop();
        if (all) {
            sets.element().and(last);
        } else {
            sets.element().or(last);
        }
    }

    private static List<Filter> branchedFirst(List<Filter> filters) {
        return filters.stream()
                .sorted(Comparator.comparing(
                        filter -> filter instanceof Filter.Condition || filter instanceof Filter.Exists))
                .toList();
    }
}
