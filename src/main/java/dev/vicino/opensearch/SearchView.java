package dev.vicino.opensearch;

import dev.vicino.Item;
import dev.vicino.StoreUnavailableException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What searches of a collection see: its newest state, or, frozen, the one state that it was in when the view was
/// opened (the cluster's point in time).
final class SearchView implements AutoCloseable {
    /// Between two requests; each prolongs it.
    private static final String KEEP = "10m";

    /// What a cluster says when the node that kept a frozen state is gone, or has given it up.
    private static final List<String> LOST = List.of("search_context_missing_exception", "no node found for id");

    private final Cluster cluster;
    private final String doing;
    private final String index;

    /// Which copies of the shards are asked: the same ones each time, as two copies of a graph may answer differently.
    private final String preference;

    /// Null if it is not frozen. The cluster may give it another name with each answer.
    private volatile @Nullable String frozen;

    private SearchView(Cluster cluster, String doing, String index, String preference) {
        this.cluster = cluster;
        this.doing = doing;
        this.index = index;
        this.preference = preference;
    }

    static SearchView live(Cluster cluster, String doing, String index, String preference) {
        return new SearchView(cluster, doing, index, preference);
    }

    static SearchView frozen(Cluster cluster, String doing, String index, String preference) {
        SearchView view = new SearchView(cluster, doing, index, preference);
        JsonNode opened = cluster.ask(
                doing,
                "POST",
                "/" + index + "/_search/point_in_time",
                Map.of("keep_alive", KEEP, "preference", preference, "allow_partial_pit_creation", "false"),
                null);
        view.frozen = opened.required("pit_id").asString();
        return view;
    }

    /// Searches, and fails if any shard does.
    JsonNode search(ObjectNode body) {
        Cluster.Reply reply = reply(body, false);
        if (reply.failed()) {
            throw cluster.refused(doing, reply);
        }
        return reply.body();
    }

    /// Searches, the words weighed by how rare they are in all shards together.
    JsonNode searchWords(ObjectNode body) {
        Cluster.Reply reply = reply(body, true);
        if (reply.failed()) {
            throw cluster.refused(doing, reply);
        }
        return reply.body();
    }

    /// Searches, and leaves a refusal to the caller.
    Cluster.Reply reply(ObjectNode body) {
        return reply(body, false);
    }

    private Cluster.Reply reply(ObjectNode body, boolean wordsOfAllShards) {
        Cluster.Reply reply = sent(body, wordsOfAllShards);
        if (frozen != null && reply.failed() && isLost(reply.body().toString())) {
            throw new Lost();
        }
        return reply;
    }

    private static boolean isLost(String said) {
        return LOST.stream().anyMatch(said::contains);
    }

    /// A frozen view was lost with the node that held it.
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Cluster.Reply sent(ObjectNode body, boolean wordsOfAllShards) {
        Map<String, String> parameters = new HashMap<>(Map.of("allow_partial_search_results", "false"));
        if (wordsOfAllShards) {
            parameters.put("search_type", "dfs_query_then_fetch");
        }
        String time = frozen;
        if (time == null) {
            parameters.put("preference", preference);
            return cluster.reply(doing, "POST", "/" + index + "/_search", parameters, body);
        }
        body.set("pit", Json.object().put("id", time).put("keep_alive", KEEP));
        return cluster.reply(doing, "POST", "/_search", parameters, body, SearchView::isLost);
    }

    /// The items of these ids, those that are there.
    Map<String, Item> items(Collection<String> ids) {
        Map<String, Item> found = new HashMap<>();
        if (!ids.isEmpty()) {
            ObjectNode body = Json.object().put("size", ids.size());
            body.set("query", FilterQuery.terms(ItemDocument.KEY, keys(ids)));
            for (JsonNode hit : search(body).path("hits").path("hits")) {
                Item item = ItemDocument.read(hit.required("_source"));
                found.put(item.id(), item);
            }
        }
        return found;
    }

    /// Their vectors.
    Map<String, float[]> vectors(Collection<String> ids) {
        Map<String, float[]> vectors = new HashMap<>();
        items(ids).forEach((id, item) -> vectors.put(id, item.vector()));
        return vectors;
    }

    static List<String> keys(Collection<String> ids) {
        return ids.stream().map(OrderedText::encode).toList();
    }

    /// The tokens of a text, as the index makes them of the items' texts.
    List<String> analyzed(String text) {
        ObjectNode body = Json.object().put("field", ItemDocument.TEXT).put("text", ItemDocument.wellFormed(text));
        return cluster.ask(doing, "POST", "/" + index + "/_analyze", Map.of(), body)
                .path("tokens")
                .valueStream()
                .map(token -> token.required("token").asString())
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        String time = frozen;
        frozen = null;
        if (time != null) {
            ObjectNode body = Json.object();
            body.set("pit_id", Json.strings(List.of(time)));
            try {
                // One that is gone already, with its node, is refused, and as good as closed.
                cluster.reply(doing, "DELETE", "/_search/point_in_time", Map.of(), body);
            } catch (StoreUnavailableException e) {
                // The cluster gives it up by itself, after a while, if it comes back at all.
                frozen = null;
            }
        }
    }
}
