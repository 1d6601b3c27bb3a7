package dev.vicino.lucene.graph;

import dev.vicino.exact.Kernels;
import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;

/// Compares vectors by their image.
///
/// @param products with the mean, of each vector, in the unit of the products of codes; empty where it does not matter
record ImagePairs(GraphKind kind, VectorImage image, float[] products) implements NodePairs {
    static ImagePairs of(GraphKind kind, VectorImage image, FloatVectorValues vectors) throws IOException {
        return switch (kind) {
            case L2, L1 -> new ImagePairs(kind, image, new float[0]);
            case DOT, COSINE -> new ImagePairs(kind, image, products(image, vectors));
        };
    }

    /// With codes c of `(x − m)·s`, `s²·x·y = c(x)·c(y) + s²·(m·x + m·y − m·m)`. Half of the last term is left to
    /// either
    /// vector.
    private static float[] products(VectorImage image, FloatVectorValues vectors) throws IOException {
        Kernels kernels = Kernels.fastest();
        float[] mean = image.basis().mean();
        double unit = (double) image.scale() * image.scale();
        double half = kernels.dot(mean, mean) / 2;
        float[] products = new float[image.size()];
        for (int n = 0; n < products.length; n++) {
            products[n] = (float) (unit * (kernels.dot(mean, vectors.vectorValue(n)) - half));
        }
        return products;
    }

    @Override
    public From from() {
        return new FromNode();
    }

    private final class FromNode implements From {
        private final Kernels kernels = Kernels.fastest();
        private final int[] codes = new int[image.dimensions()];
        private int from;

        @Override
        public void node(int node) {
            from = node;
            int at = node * image.stride();
            for (int i = 0; i < codes.length; i++) {
                codes[i] = image.codes()[at + i];
            }
        }

        @Override
        public void score(int[] nodes, int count, float[] keys) {
            switch (kind) {
                case L2, L1 -> kernels.squaredEuclidean(codes, image.codes(), image.stride(), nodes, count, keys);
                case DOT -> {
                    kernels.dot(codes, image.codes(), image.stride(), nodes, count, keys);
                    for (int i = 0; i < count; i++) {
                        keys[i] = -(keys[i] + products[from] + products[nodes[i]]);
                    }
                }
                case COSINE -> {
                    kernels.dot(codes, image.codes(), image.stride(), nodes, count, keys);
                    float[] inverse = image.inverseLengths();
                    for (int i = 0; i < count; i++) {
                        float dot = keys[i] + products[from] + products[nodes[i]];
                        keys[i] = -dot * inverse[from] * inverse[nodes[i]];
                    }
                }
            }
        }
    }
}
