package dev.vicino.opensearch;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.StoreUnavailableException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes many items, in requests of some megabytes. An item is written when each copy of its shard that the cluster
/// counts on has it on disk; one that a busy or changing cluster puts off is sent again.
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

    /// Puts items in; of several with one id the last.
    ///
    /// @throws StoreUnavailableException if some could not be written, saying how many are
    void put(Collection<Item> items) {
        Map<String, Item> last = new LinkedHashMap<>();
        items.forEach(item -> last.put(item.id(), item));
        List<Item> request = new ArrayList<>();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        int written = 0;
        try {
            for (Item item : last.values()) {
                append(lines, item);
                request.add(item);
                if (lines.size() >= REQUEST_BYTES) {
                    send(request, lines);
                    written += request.size();
                    request.clear();
                    lines.reset();
                }
            }
            if (!request.isEmpty()) {
                send(request, lines);
            }
        } catch (StoreUnavailableException e) {
            throw new StoreUnavailableException(
                    e.getMessage() + "; " + written + " of " + last.size() + " items are stored for certain", e);
        }
    }

    /// Puts an item in, unless it was changed since it was read.
    ///
    /// @param sequenceNumber of its document when it was read
    /// @param term of the same
    /// @return whether it is in
    boolean replace(Item item, long sequenceNumber, long term) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        ObjectNode place = place(item.id()).put("if_seq_no", sequenceNumber).put("if_primary_term", term);
        appendLine(lines, action("index", place));
        appendDocument(lines, item);
        return one(item.id(), "index", lines.toByteArray()).required("status").asInt() != CONFLICT;
    }

    /// Takes an item out.
    ///
    /// @return whether it was there
    boolean delete(String id) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        appendLine(lines, action("delete", place(id)));
        return one(id, "delete", lines.toByteArray())
                .path("result")
                .asString("")
                .equals("deleted");
    }

    /// The outcome of one action; a conflict is one, too.
    private JsonNode one(String id, String action, byte[] lines) {
        Cluster.BackOff backOff = backOff();
        while (true) {
            JsonNode result = cluster.bulk(doing(), "/" + index + "/_bulk", lines)
                    .required("items")
                    .required(0)
                    .required(action);
            int status = result.required("status").asInt();
            if (status == CONFLICT || !result.has("error")) {
                return result;
            }
            if (!PUT_OFF.contains(status)) {
                throw refused(id, result);
            }
            if (!backOff.pause()) {
                throw putOff(1, backOff, result.path("error").toString());
            }
        }
    }

    private static ObjectNode place(String id) {
        return Json.object().put("_id", ItemKey.of(id));
    }

    private static ObjectNode action(String name, ObjectNode place) {
        ObjectNode action = Json.object();
        action.set(name, place);
        return action;
    }

    private void append(ByteArrayOutputStream lines, Item item) {
        appendLine(lines, action("index", place(item.id())));
        appendDocument(lines, item);
    }

    private static void appendLine(ByteArrayOutputStream lines, ObjectNode action) {
        lines.writeBytes(Json.MAPPER.writeValueAsBytes(action));
        lines.write('\n');
    }

    private void appendDocument(ByteArrayOutputStream lines, Item item) {
        try (JsonGenerator json = Json.MAPPER.createGenerator(lines)) {
            ItemDocument.write(json, spec, item);
        }
        lines.write('\n');
    }

    private void send(List<Item> items, ByteArrayOutputStream lines) {
        Cluster.BackOff backOff = backOff();
        List<Item> left = List.copyOf(items);
        byte[] bytes = lines.toByteArray();
        while (true) {
            JsonNode answer = cluster.bulk(doing(), "/" + index + "/_bulk", bytes);
            if (!answer.required("errors").asBoolean()) {
                return;
            }
            List<Item> putOff = new ArrayList<>();
            String reason = "";
            int i = 0;
            for (JsonNode each : answer.required("items")) {
                JsonNode result = each.required("index");
                Item item = left.get(i++);
                if (PUT_OFF.contains(result.required("status").asInt())) {
                    putOff.add(item);
                    reason = result.path("error").toString();
                } else if (result.has("error")) {
                    throw refused(item.id(), result);
                }
            }
            if (putOff.isEmpty()) {
                return;
            }
            if (!backOff.pause()) {
                throw putOff(putOff.size(), backOff, reason);
            }
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            putOff.forEach(item -> append(again, item));
            left = putOff;
            bytes = again.toByteArray();
        }
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
