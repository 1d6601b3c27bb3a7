package dev.vicino.lucene.graph;

import dev.vicino.Metric;
import dev.vicino.exact.Kernels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.index.FloatVectorValues;
import org.jspecify.annotations.Nullable;

/// The images that a segment's vectors can be given: along their main axes, if these are fewer than the components, and
/// of the components themselves. Each is made when it is first asked for.
final class ImageChoices {
    /// Smaller segments are linked and walked through in no time as they are.
    private static final int SMALLEST_SEGMENT = 10_000;

    private static final List<Integer> AXES = List.of(32, 64, 128);

    private static final int SAMPLE = 4096;

    /// The images of a segment take no more than this part of the heap, twice.
    private static final int LARGEST_SHARE = 4;

    /// Of the ten nearest to a query, so many at least are among the fifteen nearest in the image, where that is to be
    /// linked by. Graphs linked by less find less.
    private static final double FAITHFUL = 0.9;

    private static final int LOOKED_AT = 15;

    /// Few, because the compiler gets round to a kernel after so many calls, not after so many comparisons.
    private static final int AT_ONCE = 32;

    private final FloatVectorValues vectors;
    private final SampleQueries queries;
    private @Nullable VectorImage alongAxes;
    private @Nullable VectorImage ofComponents;

    ImageChoices(FloatVectorValues vectors, SampleQueries queries) {
        this.vectors = vectors;
        this.queries = queries;
    }

    /// How many dimensions the images have, ascending; the last one is of the components. None if the segment is too
    /// small, or if the heap is.
    List<Integer> dimensions() {
        List<Integer> dimensions = new ArrayList<>();
        if (vectors.size() >= SMALLEST_SEGMENT && queries.count() > 0) {
            AXES.stream().filter(axes -> axes < vectors.dimension()).forEach(dimensions::add);
            dimensions.add(ImageBasis.wholeBlocks(vectors.dimension()));
            long most = Runtime.getRuntime().maxMemory() / LARGEST_SHARE;
            dimensions.removeIf(each -> (long) each * vectors.size() > most);
        }
        return dimensions;
    }

    VectorImage image(int dimensions) throws IOException {
        return dimensions < vectors.dimension() ? alongAxes().first(dimensions) : ofComponents();
    }

    private VectorImage alongAxes() throws IOException {
        if (alongAxes == null) {
            int most = dimensions().stream()
                    .filter(dimensions -> dimensions < vectors.dimension())
                    .reduce(0, Math::max);
            alongAxes = VectorImage.of(ImageBasis.of(PrincipalAxes.of(sample(), most), most), vectors);
        }
        return alongAxes;
    }

    private VectorImage ofComponents() throws IOException {
        if (ofComponents == null) {
            ofComponents = VectorImage.of(ImageBasis.ofComponents(PrincipalAxes.mean(sample())), vectors);
        }
        return ofComponents;
    }

    private float[][] sample() throws IOException {
        float[][] sample = new float[Math.min(SAMPLE, vectors.size())][];
        for (int i = 0; i < sample.length; i++) {
            int node = (int) ((long) i * vectors.size() / sample.length);
            sample[i] = vectors.vectorValue(node).clone();
        }
        return sample;
    }

    /// The smallest image in which what is near by a metric is near; null if it is in none.
    @Nullable
    VectorImage toLinkBy(Metric metric) throws IOException {
        for (int dimensions : dimensions()) {
            VectorImage image = image(dimensions);
            if (faithfulness(image, metric) >= FAITHFUL) {
                return image;
            }
        }
        return null;
    }

    private double faithfulness(VectorImage image, Metric metric) {
        queries.prepare(metric);
        int found = IntStream.range(0, queries.count())
                .parallel()
                .map(q -> queries.found(metric, q, nearest(image, metric, q), LOOKED_AT))
                .sum();
        return (double) found / (queries.count() * SampleQueries.HITS);
    }

    private int[] nearest(VectorImage image, Metric metric, int q) {
        VectorImage.Scorer scorer = image.scorer(metric, Kernels.inPlainJava());
        scorer.query(queries.query(q));
        NodePool pool = new NodePool();
        pool.reset(LOOKED_AT);
        int[] batch = new int[AT_ONCE];
        float[] keys = new float[AT_ONCE];
        for (int from = 0; from < image.size(); from += AT_ONCE) {
            int count = Math.min(AT_ONCE, image.size() - from);
            for (int i = 0; i < count; i++) {
                batch[i] = from + i;
            }
            scorer.score(batch, count, keys);
            int itself = queries.node(q) - from;
            if (itself >= 0 && itself < count) {
                keys[itself] = Float.POSITIVE_INFINITY;
            }
            pool.offer(batch, keys, count);
        }
        return IntStream.range(0, pool.size()).map(pool::node).toArray();
    }
}
