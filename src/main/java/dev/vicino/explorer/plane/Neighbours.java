package dev.vicino.explorer.plane;

import dev.vicino.Hit;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.Projection;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.VectorCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The nearest neighbours of each item, as the store finds them under the collection's default metric, and how much
/// each belongs to it.
///
/// @param each how many places an item has
/// @param numbers of the neighbours, item by item, nearest first; [#NONE] where there are fewer
/// @param memberships of the neighbours, in (0, 1]
record Neighbours(int each, int[] numbers, float[] memberships) {
    static final int NONE = -1;

    /// Searched for at once, on all cores.
    private static final int BATCH = 1024;

    /// @param ids of all items, in the order of their numbers
    static Neighbours of(VectorCollection items, List<String> ids, int each, Headway headway) {
        int[] numbers = new int[Math.multiplyExact(ids.size(), each)];
        Arrays.fill(numbers, NONE);
        Neighbours neighbours = new Neighbours(each, numbers, new float[numbers.length]);
        Map<String, Integer> byId = HashMap.newHashMap(ids.size());
        for (String id : ids) {
            byId.put(id, byId.size());
        }
        int done = 0;
        try (Stream<Item> scan = items.scan()) {
            Iterator<Item> left = scan.iterator();
            while (left.hasNext()) {
                List<Item> batch = new ArrayList<>(BATCH);
                while (batch.size() < BATCH && left.hasNext()) {
                    batch.add(left.next());
                }
                neighbours.find(items, batch, byId);
                done += batch.size();
                headway.at(done, ids.size());
            }
        }
        return neighbours;
    }

    private void find(VectorCollection items, List<Item> batch, Map<String, Integer> byId) {
        List<SearchRequest> requests =
                batch.stream().map(item -> nearest(item.vector(), each + 1)).toList();
        List<SearchResult> answers = items.searchAll(requests);
        for (int i = 0; i < answers.size(); i++) {
            String id = batch.get(i).id();
            Integer number = byId.get(id);
            List<Hit> others = answers.get(i).hits().stream()
                    .filter(hit -> !hit.id().equals(id) && byId.containsKey(hit.id()))
                    .limit(each)
                    .toList();
            if (number != null && !others.isEmpty()) {
                put(number, answers.get(i).metric(), others, byId);
            }
        }
    }

    /// What finds the nearest under the collection's default metric, with nothing but their ids and values.
    static SearchRequest nearest(float[] vector, int count) {
        return SearchRequest.near(vector).limit(count).project(Projection.BARE);
    }

    private void put(int number, Metric metric, List<Hit> hits, Map<String, Integer> byId) {
        float[] membership = Membership.of(metric, hits);
        for (int i = 0; i < membership.length; i++) {
            numbers[number * each + i] = byId.getOrDefault(hits.get(i).id(), NONE);
            memberships[number * each + i] = membership[i];
        }
    }

    /// How much one item belongs to another, in [0, 1]; 0 if it is none of its neighbours.
    float membership(int neighbour, int of) {
        for (int place = of * each; place < (of + 1) * each; place++) {
            if (numbers[place] == neighbour) {
                return memberships[place];
            }
        }
        return 0;
    }
}
