package dev.vicino.explorer.plane;

import dev.vicino.Hit;
import dev.vicino.SearchResult;
import dev.vicino.VectorCollection;
import java.util.Collections;
import java.util.List;

/// Items laid out so that neighbours stay neighbours.
final class UmapPlane {
    /// The fractions of the work that are done with each of its stages.
    private static final double READ = 0.05;

    private static final double PLACED = 0.1;
    private static final double NEIGHBOURS_FOUND = 0.4;

    /// What the greatest coordinate is at first.
    private static final float REACH = 10;

    private UmapPlane() {}

    static Plane of(VectorCollection items, Layout.Umap layout, Headway headway) {
        PrincipalPlane principal = PrincipalPlane.through(items, READ, headway);
        headway.begin("placing", PLACED);
        PlacedItems placed = PlacedItems.read(items, principal, headway);
        headway.begin("neighbours", NEIGHBOURS_FOUND);
        Neighbours neighbours = Neighbours.of(items, placed.ids(), layout.neighbours(), headway);
        headway.begin("layout", 1);
        int epochs = layout.epochsFor(placed.ids().size());
        float[] points = new UmapDescent(NearnessGraph.of(neighbours), scaled(placed.points()), epochs, layout.seed())
                .run(headway);
        return new Plane(placed.ids(), points, new double[0], new AmongNeighbours(items, layout, placed.ids(), points));
    }

    private static float[] scaled(float[] points) {
        float greatest = 0;
        for (float coordinate : points) {
            greatest = Math.max(greatest, Math.abs(coordinate));
        }
        float scale = greatest == 0 ? 0 : REACH / greatest;
        for (int i = 0; i < points.length; i++) {
            points[i] *= scale;
        }
        return points;
    }

    /// Places a vector among those that the collection now finds nearest to it.
    private record AmongNeighbours(VectorCollection items, Layout.Umap layout, List<String> ids, float[] points)
            implements Plane.Placement {
        @Override
        public float[] place(float[] vector) {
            SearchResult answer = items.search(Neighbours.nearest(vector, layout.neighbours()));
            List<Hit> onMap =
                    answer.hits().stream().filter(hit -> number(hit) >= 0).toList();
            if (onMap.isEmpty()) {
                return new float[2];
            }
            float[] weights = Membership.of(answer.metric(), onMap);
            double x = 0;
            double y = 0;
            double sum = 0;
            for (int i = 0; i < weights.length; i++) {
                int number = number(onMap.get(i));
                x += weights[i] * (double) points[2 * number];
                y += weights[i] * (double) points[2 * number + 1];
                sum += weights[i];
            }
            return new float[] {(float) (x / sum), (float) (y / sum)};
        }

        private int number(Hit hit) {
            return Collections.binarySearch(ids, hit.id());
        }
    }
}
