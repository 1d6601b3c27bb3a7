package dev.vicino.explorer;

import dev.vicino.Item;
import java.io.IOException;
import java.util.List;

/// `/collections/{collection}/pictures` and `…/atlas`: what items look like, one by one and by thousands.
final class PicturesResource {
    private final Catalogue catalogue;

    PicturesResource(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/collections/{collection}/pictures/{id}", this::picture),
                Route.get("/collections/{collection}/atlas/{page}", this::atlas).taking("view"));
    }

    private Reply picture(Call call) throws IOException {
        Catalogue.Explored explored = catalogue.of(call);
        Pictures pictures = explored.pictures();
        Item item = ItemsResource.of(explored, call.place("id"));
        float[] pixels = pictures.of(item)
                .orElseThrow(() -> Refusal.notFound("item '" + item.id() + "' of collection '"
                        + explored.spec().name() + "' has no picture"));
        byte[] png = GreyPng.of(Pixels.bytes(pixels), Pictures.SIDE, Pictures.SIDE);
        return Reply.bytes(200, "image/png", png).with("Cache-Control", "private, max-age=60");
    }

    private Reply atlas(Call call) throws InterruptedException {
        Catalogue.Explored explored = catalogue.sameView(call);
        Pictures pictures = explored.pictures();
        ItemOrder order = explored.view().survey().await().order();
        int page = page(call.place("page"), Atlas.pages(order.count()));
        byte[] png = explored.view()
                .atlas(page, () -> Atlas.page(explored.collection(), order, pictures, page))
                .await();
        return Reply.bytes(200, "image/png", png);
    }

    private static int page(String text, int pages) {
        try {
            int page = Integer.parseInt(text);
            if (page >= 0 && page < pages) {
                return page;
            }
        } catch (NumberFormatException none) {
            // Told below, like a page that is not there.
        }
        throw Refusal.notFound("there is no atlas page '" + text + "'; the collection has " + pages + ", from 0");
    }
}
