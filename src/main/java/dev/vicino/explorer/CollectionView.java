package dev.vicino.explorer;

import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.VectorCollection;
import dev.vicino.evaluation.LabelDoubt;
import dev.vicino.evaluation.LabelDoubts;
import dev.vicino.explorer.plane.Plane;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// A collection as it is until its writer flushes again, and what was worked out of it. All is made when it is first
/// asked for, by one scan each, and kept in few bytes.
final class CollectionView {
    private static final int COLUMNS = 8;
    private static final int ATLAS_PAGES = 16;
    private static final int DOUBTS = 4;

    /// How finely the progress of a map is told.
    private static final int PARTS = 100_000;

    private final VectorCollection collection;
    private final int number;
    private final Computations<String, Survey> surveys = new Computations<>(1);
    private final Computations<MapKind, Plane> maps = new Computations<>(MapKind.values().length);
    private final Computations<String, FieldColumn> columns = new Computations<>(COLUMNS);
    private final Computations<Integer, byte[]> atlas = new Computations<>(ATLAS_PAGES);
    private final Computations<Metric, RecallCurve> curves = new Computations<>(Metric.values().length);
    private final Computations<Doubted, List<LabelDoubt>> doubts = new Computations<>(DOUBTS);

    /// What one look at all items tells.
    ///
    /// @param order the items' ids, in map order
    /// @param fields of their payloads, by name
    record Survey(ItemOrder order, List<FieldSummary> fields) {}

    /// @param number counts the views of a collection, from 1
    CollectionView(VectorCollection collection, int number) {
        this.collection = collection;
        this.number = number;
    }

    VectorCollection collection() {
        return collection;
    }

    /// Counts the views of a collection, from 1.
    int number() {
        return number;
    }

    /// Ends what is still worked out.
    void close() {
        surveys.cancelAll();
        maps.cancelAll();
        columns.cancelAll();
        atlas.cancelAll();
        curves.cancelAll();
        doubts.cancelAll();
    }

    Computation<Survey> survey() {
        return surveys.of(
                "survey",
                key -> Computation.begin("reading " + collection.spec().name(), this::survey));
    }

    private Survey survey(Computation.Listener listener) {
        ItemOrder.Builder order = new ItemOrder.Builder();
        FieldSurvey fields = new FieldSurvey();
        forEachItem(listener, (position, item) -> {
            order.add(item.id());
            fields.add(item.payload());
        });
        return new Survey(order.build(), fields.summaries());
    }

    /// A map of the items.
    ///
    /// @throws Refusal if the collection has none of this kind
    Computation<Plane> map(MapKind kind) {
        int dimension = collection.spec().dimension();
        if (kind == MapKind.DIRECT && dimension != 2) {
            throw Refusal.badRequest("collection '" + collection.spec().name() + "' has " + dimension
                    + " dimensions; expected 2 for the map 'direct'");
        }
        return maps.of(kind, key -> Computation.begin("drawing the map", listener -> drawn(kind, listener)));
    }

    private Plane drawn(MapKind kind, Computation.Listener listener) throws InterruptedException {
        ItemOrder order = survey().await().order();
        Plane plane = Plane.of(collection, kind.layout(), (stage, share, secondsLeft) -> {
            listener.at(stage, Math.round(share * PARTS), PARTS);
            requireWanted();
        });
        List<String> ids = plane.ids();
        for (int position = 0; position < ids.size(); position++) {
            if (!order.holds(position, ids.get(position))) {
                throw changed();
            }
        }
        if (ids.size() != order.count()) {
            throw changed();
        }
        return plane;
    }

    /// Whether anybody still waits for what is worked out on this thread.
    private static void requireWanted() {
        if (Thread.interrupted()) {
            throw new IllegalStateException("nobody waits for it any more");
        }
    }

    /// Items whose label their neighbours doubt, the most doubtful first.
    ///
    /// @throws Refusal if there is no such field
    Computation<List<LabelDoubt>> doubts(Doubted doubted) {
        return doubts.of(
                doubted,
                key -> Computation.begin("asking neighbours", listener -> {
                    field(survey().await(), doubted.field());
                    return LabelDoubts.by(doubted.metric())
                            .k(doubted.voters())
                            .limit(DoubtsResource.MOST_ITEMS)
                            .find(collection, doubted.field(), (done, total) -> {
                                listener.at("asking neighbours", done, total);
                                requireWanted();
                            });
                }));
    }

    /// What is doubted, and by whom.
    ///
    /// @param voters how many neighbours vote
    record Doubted(String field, Metric metric, int voters) {}

    private FieldSummary field(Survey seen, String name) {
        return seen.fields().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("collection '"
                        + collection.spec().name() + "' has no field '" + name + "'; it has "
                        + seen.fields().stream().map(FieldSummary::name).toList()));
    }

    /// A payload field of all items: categories where its values are few or have no order, else numbers.
    Computation<FieldColumn> column(String field) {
        return columns.of(
                field,
                key -> Computation.begin("reading '" + field + "'", listener -> {
                    Survey seen = survey().await();
                    FieldSummary summary = field(seen, field);
                    int count = seen.order().count();
                    if (summary.values() == null && summary.min() != null) {
                        FieldColumn.NumberBuilder numbers = new FieldColumn.NumberBuilder(field, count);
                        forEachItem(seen.order(), listener, numbers::put);
                        return numbers.build();
                    }
                    FieldColumn.CategoryBuilder categories = new FieldColumn.CategoryBuilder(field, count);
                    forEachItem(seen.order(), listener, categories::put);
                    return categories.build();
                }));
    }

    /// A page of thumbnails, drawn if it is none of those that were asked for last.
    Computation<byte[]> atlas(int page, Callable<byte[]> drawing) {
        return atlas.of(page, key -> Computation.begin("drawing thumbnails", listener -> drawing.call()));
    }

    /// Recall and time at growing efforts, under a metric that the collection declares.
    Computation<RecallCurve> curve(Metric metric) {
        return curves.of(
                metric,
                key -> Computation.begin(
                        "measuring " + metric.symbol(),
                        listener -> RecallCurve.measure(
                                collection, metric, survey().await().order(), listener)));
    }

    /// Takes an item and its position in map order.
    @FunctionalInterface
    interface Visitor {
        void visit(int position, Item item);
    }

    /// Visits all items of this view.
    ///
    /// @throws Refusal if the collection is not as this view has it any more
    void forEachItem(ItemOrder order, Computation.Listener listener, Visitor visitor) {
        int visited = forEachItem(listener, (position, item) -> {
            if (!order.holds(position, item.id())) {
                throw changed();
            }
            visitor.visit(position, item);
        });
        if (visited != order.count()) {
            throw changed();
        }
    }

    private Refusal changed() {
        return new Refusal(409, "collection '" + collection.spec().name() + "' has changed meanwhile; ask for it anew");
    }

    private int forEachItem(Computation.Listener listener, Visitor visitor) {
        long total = collection.count();
        int position = 0;
        try (Stream<Item> items = collection.scan()) {
            for (Iterator<Item> each = items.iterator(); each.hasNext(); position++) {
                visitor.visit(position, each.next());
                if (position % 1024 == 0) {
                    listener.at("reading items", position, total);
                    requireWanted();
                }
            }
        }
        return position;
    }
}
