package dev.vicino.explorer;

import dev.vicino.CollectionSpec;
import dev.vicino.CollectionStats;
import dev.vicino.Metric;
import dev.vicino.SearchStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/collections`: what there is to explore.
final class CollectionsResource {
    private final Catalogue catalogue;

    CollectionsResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param embeds whether a picture can be searched by
    /// @param decodes whether any vector can be drawn
    /// @param pictures whether items may have pictures
    /// @param hasText whether it can be searched by words
    record Summary(
            String name,
            int dimension,
            List<String> metrics,
            String defaultMetric,
            long count,
            boolean embeds,
            boolean decodes,
            boolean pictures,
            boolean hasText) {
        static Summary of(Catalogue.Explored explored) {
            CollectionSpec spec = explored.spec();
            Instruments instruments = explored.instruments();
            return new Summary(
                    spec.name(),
                    spec.dimension(),
                    spec.metrics().stream().map(Metric::symbol).toList(),
                    spec.defaultMetric().symbol(),
                    explored.collection().count(),
                    instruments.embedder() != null,
                    instruments.decoder() != null,
                    instruments.pictures() != null,
                    spec.textIndexed());
        }
    }

    record Listing(List<Summary> collections) {}

    /// @param view counts what the writer has flushed since the explorer looked first
    /// @param embedder that made the vectors; null if nobody says
    record Detail(
            String name,
            int dimension,
            List<String> metrics,
            String defaultMetric,
            long count,
            boolean embeds,
            boolean decodes,
            boolean pictures,
            boolean hasText,
            int view,
            @Nullable String embedder,
            Stats stats,
            List<FieldSummary> fields) {}

    /// @param p50Micros half of the explorer's searches took no longer, in µs; the others likewise
    record Stats(
            long deletedItems,
            int segments,
            long bytes,
            long reclaimableBytes,
            int formatVersion,
            long searches,
            long p50Micros,
            long p95Micros,
            long p99Micros) {
        static Stats of(CollectionStats stats) {
            SearchStats searches = stats.searches();
            return new Stats(
                    stats.deletedItems(),
                    stats.segments(),
                    stats.bytes(),
                    stats.reclaimableBytes(),
                    stats.formatVersion(),
                    searches.count(),
                    searches.median().toNanos() / 1000,
                    searches.p95().toNanos() / 1000,
                    searches.p99().toNanos() / 1000);
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/collections",
                        call -> Reply.json(new Listing(
                                catalogue.all().stream().map(Summary::of).toList()))),
                Route.get("/collections/{collection}", this::detail));
    }

    private Reply detail(Call call) throws InterruptedException {
        Catalogue.Explored explored = catalogue.refreshed(call);
        List<FieldSummary> fields = explored.view().survey().await().fields();
        Summary summary = Summary.of(explored);
        return Reply.json(new Detail(
                summary.name(),
                summary.dimension(),
                summary.metrics(),
                summary.defaultMetric(),
                summary.count(),
                summary.embeds(),
                summary.decodes(),
                summary.pictures(),
                summary.hasText(),
                explored.view().number(),
                explored.spec().embedder(),
                Stats.of(explored.collection().stats()),
                fields));
    }
}
