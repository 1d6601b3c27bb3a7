package dev.vicino.explorer;

import dev.vicino.evaluation.LabelDoubt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `/collections/{collection}/doubts`: items whose label their neighbours mostly have not.
final class DoubtsResource {
    static final int MOST_ITEMS = 1_000;

    private static final int USUAL_ITEMS = 100;
    private static final int MOST_VOTERS = 100;
    private static final int USUAL_VOTERS = 10;
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Catalogue catalogue;

    DoubtsResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param total items that are doubted, of the first [#MOST_ITEMS]
    record Doubts(String field, String metric, List<Doubt> items, int total) {}

    /// @param vote the label that most neighbours have
    /// @param agreeing neighbours that have the item's own
    /// @param k neighbours that voted
    record Doubt(String id, Object label, Object vote, int agreeing, int k, List<Voter> neighbours) {
        static Doubt of(LabelDoubt doubt) {
            return new Doubt(
                    doubt.id(),
                    PayloadJson.scalar(doubt.label()),
                    PayloadJson.scalar(doubt.vote()),
                    doubt.agreeing(),
                    doubt.neighbours().size(),
                    doubt.neighbours().stream()
                            .map(voter -> new Voter(voter.id(), PayloadJson.scalar(voter.label())))
                            .toList());
        }
    }

    record Voter(String id, Object label) {}

    List<Route> routes() {
        return List.of(
                Route.get("/collections/{collection}/doubts", this::doubts).taking("field", "limit", "k", "metric"));
    }

    private Reply doubts(Call call) throws InterruptedException {
        String field = call.parameter("field");
        if (field == null || field.isBlank()) {
            throw Refusal.badRequest("'field' is missing; expected the payload field that holds the label");
        }
        int limit = call.whole("limit", USUAL_ITEMS, 1, MOST_ITEMS);
        int voters = call.whole("k", USUAL_VOTERS, 1, MOST_VOTERS);
        Catalogue.Explored explored = catalogue.of(call);
        CollectionView.Doubted doubted =
                new CollectionView.Doubted(field, explored.metric(call.parameter("metric")), voters);
        Computation<List<LabelDoubt>> computation = explored.view().doubts(doubted);
        Optional<List<LabelDoubt>> doubts = computation.within(PATIENCE);
        if (doubts.isEmpty()) {
            return Reply.later(computation.progress());
        }
        return Reply.json(new Doubts(
                field,
                doubted.metric().symbol(),
                doubts.get().stream().limit(limit).map(Doubt::of).toList(),
                doubts.get().size()));
    }
}
