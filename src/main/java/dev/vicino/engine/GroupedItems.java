package dev.vicino.engine;

import dev.vicino.Arrangement;
import dev.vicino.Filter;
import dev.vicino.Metric;
import dev.vicino.Payload;
import dev.vicino.SearchPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the nearest groups of items.
///
/// First the groups: the nearest items show some, the nearest of all that is in none of these show more, in rounds that
/// grow, until there are enough groups or nothing is left. Then their members: a group that lacks some is searched on
/// its own.
///
/// @param <R> an item as the engine ranks it
/// @param <E> what the engine's searches may fail with
public final class GroupedItems<R extends Ranked<R>, E extends Exception> {
    private static final int FIRST_ROUND_PER_HIT = 4;
    private static final int GROWTH = 4;

    private final Searched<R, E> searched;
    private final Metric metric;
    private final @Nullable Filter filter;
    private final Arrangement.Grouped grouped;
    private final Map<Object, List<R>> groups = new LinkedHashMap<>();
    private SearchPlan plan = new SearchPlan(0, List.of());

    /// @param metric that the items are ranked by
    /// @param filter that all of them have to pass; null for all items
    public GroupedItems(Searched<R, E> searched, Metric metric, @Nullable Filter filter, Arrangement.Grouped grouped) {
        this.searched = searched;
        this.metric = metric;
        this.filter = filter;
        this.grouped = grouped;
    }

    /// What the engine does: a search near to one vector.
    public interface Searched<R extends Ranked<R>, E extends Exception> {
        /// The nearest that pass a filter: so many, or all if fewer do.
        ///
        /// @param filter null for all items
        RankedItems<R> nearest(@Nullable Filter filter, int count) throws E;

        /// The payload of an item that was found.
        Payload payload(R item) throws E;
    }

    /// Items with one value in the field.
    ///
    /// @param value a whole number as a long, whatever its type in the payload
    /// @param items nearest first, at least one
    public record Group<R extends Ranked<R>>(Object value, List<R> items) {}

    /// The groups, nearest first: so many, or all there are.
    public List<Group<R>> find(int count) throws E {
        long round = (long) FIRST_ROUND_PER_HIT * count * grouped.perGroup();
        boolean allSeen = false;
        boolean complete = false;
        while (groups.size() < count && !allSeen) {
            boolean first = groups.isEmpty();
            int wanted = (int) Math.min(round, Integer.MAX_VALUE / 2);
            List<R> found =
                    search(first ? filter : both(Filter.not(Filter.in(grouped.field(), groups.keySet()))), wanted);
            sort(found, count);
            allSeen = found.size() < wanted;
            complete = first && allSeen;
            round *= GROWTH;
        }
        if (!complete) {
            complete();
        }
        Comparator<R> nearestFirst = Ranked.nearestFirst(metric);
        List<Group<R>> ordered = new ArrayList<>();
        groups.forEach((value, items) -> ordered.add(new Group<>(value, items)));
        ordered.sort(
                (a, b) -> nearestFirst.compare(a.items().getFirst(), b.items().getFirst()));
        return ordered;
    }

    /// How the groups were come by.
    public SearchPlan plan() {
        return plan;
    }

    /// Sorts items, nearest first, into the groups known or, while there are too few, new ones.
    private void sort(List<R> found, int mostGroups) throws E {
        for (R item : found) {
            Object value = value(item);
            if (value != null && (groups.containsKey(value) || groups.size() < mostGroups)) {
                List<R> members = groups.computeIfAbsent(value, unknown -> new ArrayList<>());
                if (members.size() < grouped.perGroup()) {
                    members.add(item);
                }
            }
        }
    }

    private void complete() throws E {
        Comparator<R> nearestFirst = Ranked.nearestFirst(metric);
        for (Map.Entry<Object, List<R>> group : groups.entrySet()) {
            List<R> members = group.getValue();
            if (members.size() < grouped.perGroup()) {
                searchMembers(group.getKey(), members);
                members.sort(nearestFirst);
                group.setValue(List.copyOf(members.subList(0, Math.min(grouped.perGroup(), members.size()))));
            }
        }
    }

    /// Adds to the members. Among those that the filter lets through may be some with a list that holds the value,
    /// which are no members, so it may have to look further.
    private void searchMembers(Object value, List<R> members) throws E {
        boolean allSeen = false;
        for (int wanted = grouped.perGroup(); members.size() < grouped.perGroup() && !allSeen; wanted *= GROWTH) {
            List<R> found = search(both(Filter.eq(grouped.field(), value)), wanted);
            for (R item : found) {
                boolean known = members.stream().anyMatch(member -> member.id().equals(item.id()));
                if (!known && value.equals(value(item))) {
                    members.add(item);
                }
            }
            allSeen = found.size() < wanted;
        }
    }

    private Filter both(Filter further) {
        return filter == null ? further : Filter.and(filter, further);
    }

    private List<R> search(@Nullable Filter among, int count) throws E {
        RankedItems<R> found = searched.nearest(among, count);
        plan = plan.and(found.plan());
        return found.items();
    }

    /// The value that makes an item's group, equal for equal numbers; null if it is in none.
    private @Nullable Object value(R item) throws E {
        List<Object> values = searched.payload(item).at(grouped.field());
        if (values.size() != 1) {
            return null;
        }
        Object value = values.getFirst();
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 0x1p63) {
            return number.longValue();
        }
        return value instanceof List || value instanceof Payload ? null : value;
    }
}
