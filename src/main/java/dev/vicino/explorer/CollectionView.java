package dev.vicino.explorer;

import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.VectorCollection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/// A collection as it is until its writer flushes again, and what was worked out of it. All is made when it is first
/// asked for, by one scan each, and kept in few bytes.
final class CollectionView {
    private static final int COLUMNS = 8;
    private static final int ATLAS_PAGES = 16;

    private final VectorCollection collection;
    private final int number;
    private final Computations<String, Survey> surveys = new Computations<>(1);
    private final Computations<MapKind, MapPoints> maps = new Computations<>(MapKind.values().length);
    private final Computations<String, FieldColumn> columns = new Computations<>(COLUMNS);
    private final Computations<Integer, byte[]> atlas = new Computations<>(ATLAS_PAGES);
    private final Computations<Metric, RecallCurve> curves = new Computations<>(Metric.values().length);

    /// What one look at all items tells.
    ///
    /// @param order the items' ids, in map order
    /// @param fields of their payloads, by name
    /// @param texts whether any of them has a text
    record Survey(ItemOrder order, List<FieldSummary> fields, boolean texts) {}

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
    }

    Computation<Survey> survey() {
        return surveys.of(
                "survey",
                key -> Computation.begin("reading " + collection.spec().name(), this::survey));
    }

    private Survey survey(Computation.Listener listener) {
        ItemOrder.Builder order = new ItemOrder.Builder();
        FieldSurvey fields = new FieldSurvey();
        boolean[] texts = new boolean[1];
        forEachItem(listener, (position, item) -> {
            order.add(item.id());
            fields.add(item.payload());
            texts[0] |= item.text() != null;
        });
        return new Survey(order.build(), fields.summaries(), texts[0]);
    }

    Computation<MapPoints> points(MapKind kind) {
        return switch (kind) {
            case DIRECT -> {
                requirePlane();
                yield maps.of(kind, key -> Computation.begin("placing items", this::direct));
            }
        };
    }

    private void requirePlane() {
        int dimension = collection.spec().dimension();
        if (dimension > 2) {
            throw Refusal.badRequest("collection '" + collection.spec().name() + "' has " + dimension
                    + " dimensions; expected 1 or 2 for the map 'direct'");
        }
    }

    private MapPoints direct(Computation.Listener listener) throws InterruptedException {
        ItemOrder order = survey().await().order();
        float[] coordinates = new float[2 * order.count()];
        forEachItem(order, listener, (position, item) -> {
            float[] vector = item.vector();
            System.arraycopy(vector, 0, coordinates, 2 * position, vector.length);
        });
        return new MapPoints(coordinates, null);
    }

    /// A payload field of all items: categories where its values are few or have no order, else numbers.
    Computation<FieldColumn> column(String field) {
        return columns.of(
                field,
                key -> Computation.begin("reading '" + field + "'", listener -> {
                    Survey seen = survey().await();
                    FieldSummary summary = seen.fields().stream()
                            .filter(each -> each.name().equals(field))
                            .findFirst()
                            .orElseThrow(() -> Refusal.notFound("collection '"
                                    + collection.spec().name() + "' has no field '" + field + "'; it has "
                                    + seen.fields().stream()
                                            .map(FieldSummary::name)
                                            .toList()));
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
                    if (Thread.interrupted()) {
                        throw new IllegalStateException("the reading of items was ended");
                    }
                }
            }
        }
        return position;
    }
}
