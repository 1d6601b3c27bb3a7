package dev.vicino.explorer.plane;

/// How items are laid out in the plane.
public sealed interface Layout {
    /// As they are, for vectors of two dimensions.
    record Direct() implements Layout {}

    /// Along the two directions in which the vectors vary most (principal component analysis), exactly: distances are
    /// those of a shadow, and most of what lies between clusters in further dimensions is lost.
    record Principal() implements Layout {}

    /// So that items which are neighbours among the vectors are neighbours in the plane (UMAP, McInnes, Healy &
    /// Melville 2018, arXiv:1802.03426, with its minimal distance of 0.1). Distances between far points mean little.
    ///
    /// @param neighbours of each item that it is to stay near to, 2 to 200. More: less detail, more of the whole
    /// @param epochs how often each item is moved, at least 1; 0 for as many as so many items need
    /// @param seed of all that is random in it
    record Umap(int neighbours, int epochs, long seed) implements Layout {
        /// What a map is made by that nobody has asked more of.
        public static final Umap DEFAULT = new Umap(15, 0, 42);

        private static final int MANY_ITEMS = 10_000;

        public Umap {
            if (neighbours < 2 || neighbours > 200) {
                throw new IllegalArgumentException("neighbours are " + neighbours + "; expected 2 to 200");
            }
            if (epochs < 0) {
                throw new IllegalArgumentException("epochs are " + epochs + "; expected at least 1, or 0 for enough");
            }
        }

        /// The epochs for so many items: as the authors' implementation chooses them, unless they were asked for.
        int epochsFor(int items) {
            if (epochs > 0) {
                return epochs;
            }
            return items <= MANY_ITEMS ? 500 : 200;
        }
    }
}
