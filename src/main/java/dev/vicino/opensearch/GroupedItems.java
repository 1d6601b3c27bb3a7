package dev.vicino.opensearch;

import dev.vicino.Arrangement;
import dev.vicino.Filter;
import dev.vicino.Payload;
import dev.vicino.SearchPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the nearest groups of items: first the groups, in rounds that leave out those that are known, until there are
/// enough or nothing is left; then, for each group that lacks members, these on their own.
final class GroupedItems {
    private static final int FIRST_ROUND_PER_HIT = 4;
    private static final int GROWTH = 4;

    private final NearestItems nearest;
    private final Arrangement.Grouped grouped;
    private final Map<Object, List<RankedItem>> groups = new LinkedHashMap<>();
    private SearchPlan plan = new SearchPlan(0, List.of());

    GroupedItems(NearestItems nearest, Arrangement.Grouped grouped) {
        this.nearest = nearest;
        this.grouped = grouped;
    }

    /// Items with one value in the field.
    ///
    /// @param value a whole number as a long, whatever its type in the payload
    /// @param items nearest first, at least one
    record Group(Object value, List<RankedItem> items) {}

    /// The groups, nearest first: so many, or all there are.
    List<Group> find(int count) {
        long round = (long) FIRST_ROUND_PER_HIT * count * grouped.perGroup();
        boolean allSeen = false;
        boolean complete = false;
        while (groups.size() < count && !allSeen) {
            boolean first = groups.isEmpty();
            int wanted = (int) Math.min(round, Integer.MAX_VALUE / 2);
            Filter inOne = Filter.exists(grouped.field());
            List<RankedItem> found = search(
                    first ? inOne : Filter.and(inOne, Filter.not(Filter.in(grouped.field(), groups.keySet()))), wanted);
            sort(found, count);
            allSeen = found.size() < wanted;
            complete = first && allSeen;
            round *= GROWTH;
        }
        if (!complete) {
            complete();
        }
        Comparator<RankedItem> nearestFirst =
                RankedItem.nearestFirst(nearest.target().metric());
        List<Group> ordered = new ArrayList<>();
        groups.forEach((value, items) -> ordered.add(new Group(value, items)));
        ordered.sort(Comparator.comparing(group -> group.items().getFirst(), nearestFirst));
        return ordered;
    }

    /// How the groups were come by.
    SearchPlan plan() {
        return plan;
    }

    /// Sorts items, nearest first, into the groups known or, while there are too few, new ones.
    private void sort(List<RankedItem> found, int mostGroups) {
        for (RankedItem item : found) {
            Object value = value(item);
            if (value != null && (groups.containsKey(value) || groups.size() < mostGroups)) {
                List<RankedItem> members = groups.computeIfAbsent(value, unknown -> new ArrayList<>());
                if (members.size() < grouped.perGroup()) {
                    members.add(item);
                }
            }
        }
    }

    private void complete() {
        Comparator<RankedItem> nearestFirst =
                RankedItem.nearestFirst(nearest.target().metric());
        for (Map.Entry<Object, List<RankedItem>> group : groups.entrySet()) {
            List<RankedItem> members = group.getValue();
            if (members.size() < grouped.perGroup()) {
                searchMembers(group.getKey(), members);
                members.sort(nearestFirst);
                group.setValue(List.copyOf(members.subList(0, Math.min(grouped.perGroup(), members.size()))));
            }
        }
    }

    /// Adds to the members. Among those that the filter lets through may be some with a list that holds the value,
    /// which are no members, so it may have to look further.
    private void searchMembers(Object value, List<RankedItem> members) {
        boolean allSeen = false;
        for (int wanted = grouped.perGroup(); members.size() < grouped.perGroup() && !allSeen; wanted *= GROWTH) {
            List<RankedItem> found = search(Filter.eq(grouped.field(), value), wanted);
            for (RankedItem item : found) {
                boolean known = members.stream().anyMatch(member -> member.id().equals(item.id()));
                if (value.equals(value(item)) && !known) {
                    members.add(item);
                }
            }
            allSeen = found.size() < wanted;
        }
    }

    private List<RankedItem> search(Filter further, int count) {
        RankedItems found = nearest.among(further).find(count);
        plan = plan.and(found.plan());
        return found.items();
    }

    /// The value that makes an item's group, equal for equal numbers; null if it is in none.
    private @Nullable Object value(RankedItem item) {
        List<Object> values = item.content().payload().at(grouped.field());
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
