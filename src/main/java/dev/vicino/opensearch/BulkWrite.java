package dev.vicino.opensearch;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.StoreUnavailableException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes and deletes many items, in requests of some megabytes. An item is written when each copy of its shard that
/// the cluster counts on has it on disk; one that a busy or changing cluster puts off is sent again.
final class BulkWrite {
    /// Large enough to make a request's own cost small, and small enough for a node of little memory.
    private static final int REQUEST_BYTES = 4 << 20;

    private static final int CONFLICT = 409;

    private static final Set<Integer> PUT_OFF = Set.of(429, 503);

    private final Cluster cluster;
    private final CollectionSpec spec;
    private final String index;

    BulkWrite(Cluster cluster, CollectionSpec spec, String index) {
        this.cluster = cluster;
        this.spec = spec;
        this.index = index;
    }

    /// What is to be done to one item.
    ///
    /// @param name of the action: `index` or `delete`
    /// @param lines of the request that ask for it
    private record Action(String name, String id, byte[] lines) {}

    /// Puts items in; of several with one id the last.
    ///
    /// @throws StoreUnavailableException if some could not be written, saying how many are
    void put(Collection<Item> items) {
        Map<String, Item> last = new LinkedHashMap<>();
        items.forEach(item -> last.put(item.id(), item));
        inRequests(last.values(), this::indexing, "stored");
    }

    /// Takes items out.
    ///
    /// @return how many there were; of those in a request that had to be repeated, some may not be counted
    /// @throws StoreUnavailableException if some could not be taken out, saying how many are
    long delete(Collection<String> ids) {
        return inRequests(new LinkedHashSet<>(ids), BulkWrite::deletion, "gone");
    }

    /// @param done what an item is afterwards, for the message
    /// @return how many are deleted
    private <T> long inRequests(Collection<T> all, Function<T, Action> action, String done) {
        List<Action> request = new ArrayList<>();
        int bytes = 0;
        int written = 0;
        long deleted = 0;
        try {
            for (T each : all) {
                Action next = action.apply(each);
                request.add(next);
                bytes += next.lines.length;
                if (bytes >= REQUEST_BYTES) {
                    deleted += send(request);
                    written += request.size();
                    request.clear();
                    bytes = 0;
                }
            }
            return request.isEmpty() ? deleted : deleted + send(request);
        } catch (StoreUnavailableException e) {
            throw new StoreUnavailableException(
                    e.getMessage() + "; " + written + " of " + all.size() + " items are " + done + " for certain", e);
        }
    }

    /// Puts an item in, unless it was changed since it was read.
    ///
    /// @param sequenceNumber of its document when it was read
    /// @param term of the same
    /// @return whether it is in
    boolean replace(Item item, long sequenceNumber, long term) {
        ObjectNode place = place(item.id()).put("if_seq_no", sequenceNumber).put("if_primary_term", term);
        byte[] lines = indexing(item, place).lines;
        Cluster.BackOff backOff = backOff();
        while (true) {
            JsonNode result = cluster.bulk(doing(), "/" + index + "/_bulk", lines)
                    .required("items")
                    .required(0)
                    .required("index");
            int status = result.required("status").asInt();
            if (status == CONFLICT || !result.has("error")) {
                return status != CONFLICT;
            }
            if (!PUT_OFF.contains(status)) {
                throw refused(item.id(), result);
            }
            if (!backOff.pause()) {
                throw putOff(1, backOff, result.path("error").toString());
            }
        }
    }

    private static ObjectNode place(String id) {
        return Json.object().put("_id", ItemKey.of(id));
    }

    private Action indexing(Item item) {
        return indexing(item, place(item.id()));
    }

    private Action indexing(Item item, ObjectNode place) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.writeBytes(line("index", place));
        try (JsonGenerator json = Json.MAPPER.createGenerator(lines)) {
            ItemDocument.write(json, spec, item);
        }
        lines.write('\n');
        return new Action("index", item.id(), lines.toByteArray());
    }

    private static Action deletion(String id) {
        return new Action("delete", id, line("delete", place(id)));
    }

    private static byte[] line(String name, ObjectNode place) {
        ObjectNode action = Json.object();
        action.set(name, place);
        return (Json.MAPPER.writeValueAsString(action) + '\n').getBytes(StandardCharsets.UTF_8);
    }

    /// @return how many were there and are deleted
    private long send(List<Action> request) {
        Cluster.BackOff backOff = backOff();
        List<Action> left = List.copyOf(request);
        long deleted = 0;
        while (true) {
            List<Action> putOff = new ArrayList<>();
            String reason = "";
            int i = 0;
            for (JsonNode each :
                    cluster.bulk(doing(), "/" + index + "/_bulk", lines(left)).required("items")) {
                Action action = left.get(i++);
                JsonNode result = each.required(action.name);
                if (PUT_OFF.contains(result.required("status").asInt())) {
                    putOff.add(action);
                    reason = result.path("error").toString();
                } else if (result.has("error")) {
                    throw refused(action.id, result);
                } else if (result.required("result").asString().equals("deleted")) {
                    deleted++;
                }
            }
            if (putOff.isEmpty()) {
                return deleted;
            }
            if (!backOff.pause()) {
                throw putOff(putOff.size(), backOff, reason);
            }
            left = putOff;
        }
    }

    private static byte[] lines(List<Action> actions) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        actions.forEach(action -> lines.writeBytes(action.lines));
        return lines.toByteArray();
    }

    private String doing() {
        return "write to collection '" + spec.name() + "'";
    }

    private Cluster.BackOff backOff() {
        return Cluster.BackOff.of(cluster.options().patience());
    }

    private IllegalStateException refused(String id, JsonNode result) {
        return new IllegalStateException("the cluster " + cluster + " refuses item '" + id + "' of collection '"
                + spec.name() + "': " + result.path("error").path("reason").asString(""));
    }

    private StoreUnavailableException putOff(int items, Cluster.BackOff backOff, String reason) {
        return new StoreUnavailableException(
                "cannot " + doing() + ": the cluster " + cluster + " put " + items + " items off for "
                        + backOff.spent().toSeconds() + " s: " + reason,
                null);
    }
}
