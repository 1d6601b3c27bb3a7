package dev.vicino.explorer;

import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.NoSuchCollectionException;
import dev.vicino.UndeclaredMetricException;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The collections of a store, each with its present view and its instruments.
final class Catalogue {
    private final VectorStore store;
    private final Function<CollectionSpec, Instruments> instruments;
    private final Map<String, Explored> byName = new ConcurrentHashMap<>();

    /// A collection that is open.
    ///
    /// @param view of it, as it is now
    record Explored(CollectionView view, Instruments instruments) {
        VectorCollection collection() {
            return view.collection();
        }

        CollectionSpec spec() {
            return view.collection().spec();
        }

        /// The metric of this symbol, which the collection has to declare; its default for none.
        ///
        /// @throws Refusal if it is no metric
        /// @throws UndeclaredMetricException if it is another one
        Metric metric(@Nullable String symbol) {
            Metric named = SearchBody.metric(symbol);
            if (named == null) {
                return spec().defaultMetric();
            }
            if (!spec().metrics().contains(named)) {
                throw new UndeclaredMetricException("collection '" + spec().name() + "' does not declare '"
                        + named.symbol() + "'; it declares "
                        + spec().metrics().stream().map(Metric::symbol).toList());
            }
            return named;
        }

        /// @throws Refusal if there is none
        Embedder embedder() {
            return required(instruments.embedder(), "embeds no pictures");
        }

        /// @throws Refusal if there is none
        Decoder decoder() {
            return required(instruments.decoder(), "has no decoder");
        }

        /// @throws Refusal if there are none
        Pictures pictures() {
            return required(instruments.pictures(), "has no pictures");
        }

        private <T> T required(@Nullable T instrument, String lack) {
            if (instrument == null) {
                throw Refusal.notFound("collection '" + spec().name() + "' " + lack);
            }
            return instrument;
        }
    }

    Catalogue(VectorStore store, Function<CollectionSpec, Instruments> instruments) {
        this.store = store;
        this.instruments = instruments;
    }

    /// All collections, by name, as they are now.
    List<Explored> all() {
        return store.collectionNames().stream().map(this::refreshed).toList();
    }

    /// The collection that a call names, as it was last seen.
    ///
    /// @throws NoSuchCollectionException if there is none, naming those that are
    Explored of(Call call) {
        String name = call.place("collection");
        Explored open = byName.get(name);
        return open != null ? open : opened(name);
    }

    /// The collection that a call names, as it was last seen; in the view that the call names, if it does.
    ///
    /// @throws Refusal if that view is gone
    /// @throws NoSuchCollectionException if there is no such collection, naming those that are
    Explored sameView(Call call) {
        Explored explored = of(call);
        int present = explored.view().number();
        int wanted = call.whole("view", present, 1, Integer.MAX_VALUE);
        if (wanted != present) {
            throw new Refusal(
                    409,
                    "view " + wanted + " of collection '" + explored.spec().name() + "' is gone; the present one is "
                            + present);
        }
        return explored;
    }

    /// The collection that a call names, as it is now.
    ///
    /// @throws NoSuchCollectionException if there is none, naming those that are
    Explored refreshed(Call call) {
        return refreshed(call.place("collection"));
    }

    private Explored refreshed(String name) {
        Explored open = byName.get(name);
        if (open == null) {
            return opened(name);
        }
        try {
            return byName.compute(name, (key, before) -> refreshed(before == null ? open : before));
        } catch (NoSuchCollectionException dropped) {
            byName.remove(name);
            throw dropped;
        }
    }

    /// What was flushed since makes a new view; a collection that was dropped and made anew is opened again.
    private Explored refreshed(Explored before) {
        int next = before.view().number() + 1;
        try {
            if (!before.collection().refresh()) {
                return before;
            }
            before.view().close();
            return new Explored(new CollectionView(before.collection(), next), before.instruments());
        } catch (NoSuchCollectionException dropped) {
            before.view().close();
            store.refresh();
            VectorCollection anew = store.collection(before.spec().name());
            return new Explored(new CollectionView(anew, next), instruments.apply(anew.spec()));
        }
    }

    private Explored opened(String name) {
        return byName.computeIfAbsent(name, key -> {
            VectorCollection collection = store.collection(key);
            return new Explored(new CollectionView(collection, 1), instruments.apply(collection.spec()));
        });
    }

    void close() {
        byName.values().forEach(explored -> explored.view().close());
    }
}
