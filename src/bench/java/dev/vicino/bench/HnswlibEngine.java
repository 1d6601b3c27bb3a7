package dev.vicino.bench;

import com.github.jelmerk.hnswlib.core.DistanceFunction;
import com.github.jelmerk.hnswlib.core.DistanceFunctions;
import com.github.jelmerk.hnswlib.core.Item;
import com.github.jelmerk.hnswlib.core.SearchResult;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import dev.vicino.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// hnswlib-core, the Java port of hnswlib.
final class HnswlibEngine implements Engine {
    private static final String FILE = "hnsw";

    private record Vector(Integer id, float[] vector) implements Item<Integer, float[]> {
        @Override
        public int dimensions() {
            return vector.length;
        }
    }

    @Override
    public void build(VectorFile base, Metric metric, Path folder) throws IOException {
        HnswIndex<Integer, float[], Vector, Float> index = HnswIndex.newBuilder(
                        base.dimension(), distance(metric), base.count())
                .withM(M)
                .withEfConstruction(EF_CONSTRUCTION)
                .build();
        List<Vector> vectors = new ArrayList<>(base.count());
        for (int i = 0; i < base.count(); i++) {
            vectors.add(new Vector(i, base.row(i)));
        }
        try {
            index.addAll(vectors, CORES, (done, total) -> {}, base.count());
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted while building", interrupted);
        }
        index.save(folder.resolve(FILE));
    }

    private static DistanceFunction<float[], Float> distance(Metric metric) {
        return switch (metric) {
            case EUCLIDEAN -> DistanceFunctions.FLOAT_EUCLIDEAN_DISTANCE;
            case MANHATTAN -> DistanceFunctions.FLOAT_MANHATTAN_DISTANCE;
            case DOT_PRODUCT -> DistanceFunctions.FLOAT_INNER_PRODUCT;
            case COSINE -> DistanceFunctions.FLOAT_COSINE_DISTANCE;
        };
    }

    @Override
    public Index open(BenchData data, Metric metric, Path folder) throws IOException {
        HnswIndex<Integer, float[], Vector, Float> index = HnswIndex.load(folder.resolve(FILE));
        return () -> (query, effort, share) -> {
            // A setting of the index, and all threads of a measurement search with one effort.
            if (index.getEf() != effort) {
                index.setEf(effort);
            }
            List<SearchResult<Vector, Float>> nearest = index.findNearest(query, Truth.HITS);
            return nearest.stream().mapToInt(each -> each.item().id()).toArray();
        };
    }
}
