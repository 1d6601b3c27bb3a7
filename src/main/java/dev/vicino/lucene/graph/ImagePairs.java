package dev.vicino.lucene.graph;

import dev.vicino.exact.Kernels;
import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;

/// Compares vectors by their image.
///
/// @param products of each vector with what its codes do not hold, in the unit of the products of codes; empty where it
///     does not matter
/// @param shares of each vector, brought to length 1, what of its squared length the image holds, in the same unit;
///     empty but for cosine
record ImagePairs(GraphKind kind, VectorImage image, float[] products, float[] shares) implements NodePairs {
    private static final float[] NONE = {};

    static ImagePairs of(GraphKind kind, VectorImage image, FloatVectorValues vectors) throws IOException {
        return switch (kind) {
            case L2, L1 -> new ImagePairs(kind, image, NONE, NONE);
            case DOT -> new ImagePairs(kind, image, productsWithMean(image, vectors), NONE);
            case COSINE -> byAngle(image);
        };
    }

    /// With codes c of `(x − m)·s`, `s²·x·y = c(x)·c(y) + s²·(m·x + m·y − m·m)`. Each vector takes
    /// half of the last term.
    private static float[] productsWithMean(VectorImage image, FloatVectorValues vectors) throws IOException {
        Kernels kernels = Kernels.inPlainJava();
        float[] mean = image.basis().mean();
        double unit = (double) image.scale() * image.scale();
        double half = kernels.dot(mean, mean) / 2;
        float[] products = new float[image.size()];
        for (int n = 0; n < products.length; n++) {
            products[n] = (float) (unit * (kernels.dot(mean, vectors.vectorValue(n)) - half));
        }
        return products;
    }

    /// Of vectors brought to length 1, `|x − y|² = |x|² + |y|² − 2·x·y` within the image: what the image drops of near
    /// vectors is alike and would add little to their distance, but is missed in their product.
    private static ImagePairs byAngle(VectorImage image) {
        float[] origin = image.basis().origin();
        float[] products = new float[image.size()];
        float[] shares = new float[image.size()];
        double half = 0;
        for (float coordinate : origin) {
            half += 0.5 * image.scale() * image.scale() * coordinate * coordinate;
        }
        for (int n = 0; n < products.length; n++) {
            int at = image.codes().at(n);
            float product = 0;
            int square = 0;
            for (int i = 0; i < origin.length; i++) {
                int code = image.codes().bytes()[at + i];
                product += origin[i] * code;
                square += code * code;
            }
            products[n] = image.scale() * product + (float) half;
            float inverse = image.inverseLengths()[n];
            shares[n] = (square + 2 * products[n]) * inverse * inverse;
        }
        return new ImagePairs(GraphKind.COSINE, image, products, shares);
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
            int at = image.codes().at(node);
            for (int i = 0; i < codes.length; i++) {
                codes[i] = image.codes().bytes()[at + i];
            }
        }

        @Override
        public void score(int[] nodes, int count, float[] keys) {
            switch (kind) {
                case L2, L1 -> kernels.squaredEuclidean(codes, image.codes(), nodes, count, keys);
                case DOT -> {
                    kernels.dot(codes, image.codes(), nodes, count, keys);
                    for (int i = 0; i < count; i++) {
                        keys[i] = -(keys[i] + products[from] + products[nodes[i]]);
                    }
                }
                case COSINE -> {
                    kernels.dot(codes, image.codes(), nodes, count, keys);
                    float[] inverse = image.inverseLengths();
                    for (int i = 0; i < count; i++) {
                        int to = nodes[i];
                        float dot = keys[i] + products[from] + products[to];
                        keys[i] = shares[from] + shares[to] - 2 * dot * inverse[from] * inverse[to];
                    }
                }
            }
        }
    }
}
