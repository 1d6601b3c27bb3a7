package dev.vicino.explorer;

import dev.vicino.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `/collections/{collection}/curve`: which effort buys which recall, at what price.
final class CurveResource {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final Catalogue catalogue;

    CurveResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param limit the k of recall@k
    /// @param queries items that were asked for, each figure being of them all
    /// @param exactP50Micros half of the exact searches took no longer, in µs
    record Curve(String metric, int limit, int queries, long exactP50Micros, List<RecallCurve.Point> points) {}

    List<Route> routes() {
        return List.of(Route.get("/collections/{collection}/curve", this::curve).taking("metric"));
    }

    private Reply curve(Call call) throws InterruptedException {
        Catalogue.Explored explored = catalogue.of(call);
        Metric metric = explored.metric(call.parameter("metric"));
        Computation<RecallCurve> computation = explored.view().curve(metric);
        Optional<RecallCurve> curve = computation.within(PATIENCE);
        if (curve.isEmpty()) {
            return Reply.later(computation.progress());
        }
        return Reply.json(new Curve(
                metric.symbol(),
                RecallCurve.LIMIT,
                curve.get().queries(),
                curve.get().exactP50Micros(),
                curve.get().points()));
    }
}
