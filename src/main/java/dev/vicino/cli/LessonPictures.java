package dev.vicino.cli;

import dev.vicino.Audit;
import dev.vicino.Hit;
import dev.vicino.VectorCollection;
import dev.vicino.plot.DigitGrid;
import dev.vicino.plot.DigitStrip;
import dev.vicino.plot.LatentScatter;
import dev.vicino.plot.LossPlot;
import dev.vicino.vae.EpochReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The lesson's pictures, drawn into one folder.
final class LessonPictures {
    private static final int MANIFOLD_SIDE = 20;
    private static final double MANIFOLD_EXTENT = 2.5;

    private final Path folder;
    private final List<String> drawn = new ArrayList<>();

    LessonPictures(Path folder) {
        this.folder = folder;
    }

    /// The files drawn so far.
    List<String> drawn() {
        return List.copyOf(drawn);
    }

    void losses(List<EpochReport> reports) {
        LossPlot.write(
                file("loss.png"),
                "Loss of the live training",
                reports.stream().mapToDouble(EpochReport::loss).toArray(),
                reports.stream().mapToDouble(EpochReport::validationLoss).toArray());
    }

    void example(float[] image) {
        DigitGrid.writeSingle(file("example.png"), image);
    }

    void latentSpace(TestSet testSet, String model) {
        LatentScatter.write(
                file("latent-space.png"), "MNIST 2D Embeddings (" + model + ")", testSet.vectors(), testSet.labels());
    }

    /// The first ten test images, above what the decoder makes of their embeddings.
    void reconstructions(List<float[]> originals, List<float[]> reconstructions) {
        DigitStrip.write(
                file("reconstructions.png"),
                "Test images, and what is left of them after two numbers",
                List.of(row("original", originals), row("reconstruction", reconstructions)),
                "");
    }

    /// What the decoder paints over the plane of embeddings.
    void manifold(DigitEmbedder embedder) {
        float[][] images = new float[MANIFOLD_SIDE * MANIFOLD_SIDE][];
        for (int i = 0; i < images.length; i++) {
            double x = (2.0 * (i % MANIFOLD_SIDE) / (MANIFOLD_SIDE - 1) - 1) * MANIFOLD_EXTENT;
            double y = (1 - 2.0 * Math.floorDiv(i, MANIFOLD_SIDE) / (MANIFOLD_SIDE - 1)) * MANIFOLD_EXTENT;
            images[i] = embedder.picture(new float[] {(float) x, (float) y});
        }
        DigitGrid.write(file("manifold.png"), images, MANIFOLD_SIDE);
    }

    /// The neighbours of one digit, a row a metric, what the graph missed framed in red.
    void neighbours(String id, List<Audit> audits, DigitPictures pictures, VectorCollection collection) {
        List<DigitStrip.Row> rows = new ArrayList<>();
        DigitStrip.Cell query = new DigitStrip.Cell(pictures.of(id, collection), List.of(id), false);
        for (Audit audit : audits) {
            rows.add(new DigitStrip.Row(audit.exact().metric().title(), query, cells(audit, pictures, collection)));
        }
        DigitStrip.write(
                file("neighbours-" + id.replace('/', '-') + ".png"),
                "Nearest to " + id + " under four metrics",
                rows,
                pictures.footnote());
    }

    /// The exact neighbours, each with label and value.
    static List<DigitStrip.Cell> cells(Audit audit, DigitPictures pictures, VectorCollection collection) {
        Set<String> found = Set.copyOf(audit.approximate().ids());
        List<DigitStrip.Cell> cells = new ArrayList<>();
        for (Hit hit : audit.exact().hits()) {
            cells.add(cell(hit, pictures, collection, !found.contains(hit.id())));
        }
        return cells;
    }

    static DigitStrip.Cell cell(Hit hit, DigitPictures pictures, VectorCollection collection, boolean miss) {
        String label = hit.payload().get("label").map(Object::toString).orElse("");
        return new DigitStrip.Cell(
                pictures.of(hit.id(), collection),
                List.of(label.isEmpty() ? hit.id() : "a " + label, "%.4g".formatted(hit.value())),
                miss);
    }

    private static DigitStrip.Row row(String title, List<float[]> images) {
        return new DigitStrip.Row(
                title,
                null,
                images.stream()
                        .map(image -> new DigitStrip.Cell(image, List.of(), false))
                        .toList());
    }

    private Path file(String name) {
        Path file = folder.resolve(name);
        drawn.add(file.toString());
        return file;
    }
}
