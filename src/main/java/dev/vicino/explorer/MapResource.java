package dev.vicino.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vicino.Filter;
import dev.vicino.explorer.plane.Plane;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/collections/{collection}/map`: all items on a plane, as columns in map order.
final class MapResource {
    private static final String BINARY = "application/octet-stream";

    /// How long a map that is not there yet is waited for before the caller is told to ask again.
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private static final int PIECE = 1 << 14;

    private final Catalogue catalogue;

    MapResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param view that this is of: ask for points, ids and codes with the same
    /// @param bounds least x, least y, greatest x, greatest y
    /// @param atlasPages pages of thumbnails; 0 if items have no pictures
    /// @param explained the share of the variance on each axis of a PCA
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Overview(
            String projection, int view, int count, float[] bounds, int atlasPages, double @Nullable [] explained) {}

    List<Route> routes() {
        String map = "/collections/{collection}/map";
        return List.of(
                Route.get(map, this::overview).taking("projection"),
                Route.get(map + "/points", this::points).taking("projection", "view"),
                Route.get(map + "/ids", this::ids).taking("view"),
                Route.get(map + "/matches", this::matches).taking("filter", "view"),
                Route.get(map + "/fields/{field}", this::legend).taking("view"),
                Route.get(map + "/fields/{field}/codes", this::codes).taking("view"));
    }

    private static MapKind projection(Call call) {
        return MapKind.parse(call.parameter("projection", MapKind.DIRECT.symbol()));
    }

    private CollectionView view(Call call) {
        return catalogue.sameView(call).view();
    }

    private Reply overview(Call call) throws InterruptedException {
        MapKind kind = projection(call);
        Catalogue.Explored explored = catalogue.refreshed(call);
        Computation<Plane> computation = explored.view().map(kind);
        Optional<Plane> map = computation.within(PATIENCE);
        if (map.isEmpty()) {
            return Reply.later(computation.progress());
        }
        int count = map.get().ids().size();
        double[] explained = map.get().explained();
        return Reply.json(new Overview(
                kind.symbol(),
                explored.view().number(),
                count,
                map.get().bounds(),
                explored.instruments().pictures() == null ? 0 : Atlas.pages(count),
                explained.length == 0 ? null : explained));
    }

    private Reply points(Call call) throws InterruptedException {
        MapKind kind = projection(call);
        return floats(view(call).map(kind).await().points());
    }

    private Reply ids(Call call) throws InterruptedException {
        ItemOrder order = view(call).survey().await().order();
        return Reply.stream("application/json", -1, out -> {
            out.write('[');
            for (int position = 0; position < order.count(); position++) {
                if (position > 0) {
                    out.write(',');
                }
                out.write(Json.write(order.id(position)));
            }
            out.write(']');
        });
    }

    private Reply matches(Call call) throws InterruptedException {
        String text = call.parameter("filter");
        if (text == null) {
            throw Refusal.badRequest("'filter' is missing; expected a filter such as \"label = 7\"");
        }
        Filter filter = FilterArgument.required(text);
        CollectionView view = view(call);
        ItemOrder order = view.survey().await().order();
        byte[] bits = new byte[Math.ceilDiv(order.count(), Byte.SIZE)];
        if (view.collection().count(filter) > 0) {
            view.forEachItem(order, Computation.Listener.NONE, (position, item) -> {
                if (filter.matches(item.payload())) {
                    bits[position / Byte.SIZE] |= (byte) (1 << position % Byte.SIZE);
                }
            });
        }
        return Reply.bytes(200, BINARY, bits);
    }

    private Reply legend(Call call) throws InterruptedException {
        return Reply.json(view(call).column(call.place("field")).await().legend());
    }

    private Reply codes(Call call) throws InterruptedException {
        return switch (view(call).column(call.place("field")).await()) {
            case FieldColumn.Categories categories -> shorts(categories.codes());
            case FieldColumn.Numbers numbers -> floats(numbers.codes());
        };
    }

    private static Reply floats(float[] values) {
        return Reply.stream(BINARY, (long) values.length * Float.BYTES, out -> {
            ByteBuffer piece = ByteBuffer.allocate(PIECE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < values.length; from += PIECE) {
                int count = Math.min(PIECE, values.length - from);
                piece.asFloatBuffer().put(values, from, count);
                out.write(piece.array(), 0, count * Float.BYTES);
            }
        });
    }

    private static Reply shorts(short[] values) {
        return Reply.stream(BINARY, (long) values.length * Short.BYTES, out -> {
            ByteBuffer piece = ByteBuffer.allocate(PIECE * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int from = 0; from < values.length; from += PIECE) {
                int count = Math.min(PIECE, values.length - from);
                piece.asShortBuffer().put(values, from, count);
                out.write(piece.array(), 0, count * Short.BYTES);
            }
        });
    }
}
