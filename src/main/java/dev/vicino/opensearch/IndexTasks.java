package dev.vicino.opensearch;

import dev.vicino.ProgressListener;
import dev.vicino.StoreUnavailableException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Work on an index that may take longer than a request: the cluster does it in the background, and is asked now and
/// then whether it is done.
final class IndexTasks {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final String index;

    IndexTasks(Cluster cluster, String index) {
        this.cluster = cluster;
        this.index = index;
    }

    /// Deletes all that a query finds. What others change meanwhile is looked at again.
    ///
    /// @return how many there were
    long delete(String doing, ObjectNode query) {
        long deleted = 0;
        while (true) {
            ObjectNode body = Json.object();
            body.set("query", query.deepCopy());
            JsonNode done = run(
                    doing,
                    "/" + index + "/_delete_by_query",
                    Map.of("conflicts", "proceed", "refresh", "true", "wait_for_completion", "false"),
                    body,
                    () -> {});
            deleted += done.required("deleted").asLong();
            if (!done.path("failures").isEmpty()) {
                throw new StoreUnavailableException(
                        "cannot " + doing + ": " + deleted + " are deleted, and the cluster " + cluster + " failed: "
                                + done.path("failures"),
                        null);
            }
            if (done.required("version_conflicts").asLong() == 0) {
                return deleted;
            }
        }
    }

    /// Merges each shard's segments into one.
    ///
    /// @param stage what this is called where its progress is shown
    void merge(String doing, String stage, ProgressListener progress) {
        cluster.ask(doing, "POST", "/" + index + "/_refresh", Map.of(), null);
        MergedDocuments merged = new MergedDocuments(shards(doing));
        long total = merged.total();
        ProgressListener listener = total == 0 ? ProgressListener.NONE : progress;
        listener.at(stage, 0, total);
        run(
                doing,
                "/" + index + "/_forcemerge",
                Map.of("max_num_segments", "1", "wait_for_completion", "false"),
                null,
                () -> listener.at(stage, merged.done(shards(doing)), total));
        listener.at(stage, total, total);
    }

    private JsonNode shards(String doing) {
        return cluster.ask(doing, "GET", "/" + index + "/_stats/docs,merge,segments", Map.of("level", "shards"), null)
                .required("indices")
                .required(index)
                .required("shards");
    }

    private JsonNode run(
            String doing, String path, Map<String, String> parameters, @Nullable ObjectNode body, Runnable meanwhile) {
        String task = cluster.ask(doing, "POST", path, parameters, body)
                .required("task")
                .asString();
        // A task has no end that could be known before.
        Cluster.BackOff pauses = new Cluster.BackOff(Duration.ofDays(365), FIRST_PAUSE, LONGEST_PAUSE);
        while (true) {
            JsonNode state = cluster.ask(doing, "GET", "/_tasks/" + task, Map.of(), null);
            if (state.required("completed").asBoolean()) {
                if (state.has("error")) {
                    throw new StoreUnavailableException(
                            "cannot " + doing + ": the cluster " + cluster + " failed: " + state.path("error"), null);
                }
                return state.path("response");
            }
            meanwhile.run();
            if (!pauses.pause()) {
                throw new StoreUnavailableException(
                        "interrupted while the cluster " + cluster + " was to " + doing + "; it goes on with it", null);
            }
        }
    }
}
