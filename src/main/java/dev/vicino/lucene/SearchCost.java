package dev.vicino.lucene;

/// What the ways to search a segment are estimated to cost, in nanoseconds: only their ratios matter, and they hold on
/// other machines about as well.
///
/// Fitted to `PlanBench`'s figures for 10,000 normally distributed vectors of 2, 4, 8 and 16 dimensions, shares from a
/// hundredth to all and efforts from 10 to 400, in processor time on a busy machine. For hundreds of dimensions they
/// extend what a float costs from memory: 0.16 ns where rows follow each other, 0.35 where a walk jumps to them. What
/// images cost is fitted to 60,000 such vectors of 128 dimensions and as many digits of 784.
///
/// @param dimension of the vectors
/// @param items of the segment, deleted ones too
/// @param eligible how many of them may be hits
/// @param columns whether they may be scanned by columns
record SearchCost(int dimension, int items, int eligible, boolean columns) {
    /// Whatever the way: the query's bounds, the heap, the hits.
    private static final double ANY_SEARCH = 3000;

    /// A row that follows the last one read, and each of its dimensions.
    private static final double NEXT_ROW = 10;

    private static final double NEXT_DIMENSION = 0.16;

    /// A row somewhere behind.
    private static final double FAR_ROW = 20;

    private static final double FAR_DIMENSION = 0.2;

    /// A vector in columns that is passed over with its box, for each of its dimensions.
    private static final double PASSED_OVER = 0.02;

    /// So many vectors are not passed over where they have no dimension, and twice as many with each that they have:
    /// 130 in two dimensions under L2, some 1000 in four, under dot product and cosine two to four times as many.
    private static final double COMPARED_IN_COLUMNS = 64;

    /// One of them, and each of its dimensions. Asking a filter about what comes near makes it dearer.
    private static final double IN_COLUMNS = 0.6;

    private static final double COLUMN = 0.1;
    private static final double FILTERED_COLUMNS = 1.4;

    /// A walk keeps nodes in order, and compares some for each that it keeps: more in more dimensions, up to what the
    /// graph's links offer.
    private static final double KEPT = 120;

    private static final double COMPARED_PER_DIMENSION = 1.1;
    private static final double MOST_COMPARED = 15;
    private static final double COMPARISON = 55;
    private static final double COMPARED_DIMENSION = 0.35;

    /// The way down to the lowest layer, for each doubling of the items.
    private static final double DESCENT = 250;

    /// In an image the vectors have no more dimensions, of a byte each.
    private static final int IMAGE_DIMENSIONS = 128;

    /// From this share on a walk goes among all and keeps more (see `WalkRequest`). Below it goes round what is not
    /// accepted, by the links of links, which makes it two to four times as dear.
    private static final double AMONG_ALL = 0.3;

    private static final double GOING_ROUND = 2.2;
    private static final double GOING_FURTHER_ROUND = 0.15;

    /// A node has some five in two dimensions and up to 32 in many; if fewer
    /// accepted ones than this are to be expected among their links, the accepted nodes fall apart for a walk: in two
    /// dimensions recall is 0.78 at a share of a tenth whatever the effort, in four 0.82 at three hundredths.
    private static final double LEAST_ACCEPTED_LINKS = 16;

    private static final double LINKS_PER_DIMENSION = 2.5;
    private static final double MOST_LINKS = 32;

    /// A vector in the image, and each of its dimensions there.
    private static final double IN_IMAGE = 8;

    private static final double IMAGE_DIMENSION = 0.14;

    /// The query's way into the image, for each of its dimensions and each of the image's.
    private static final double PROJECTION = 0.1;

    private double share() {
        return (double) eligible / Math.max(1, items);
    }

    /// The share above which a scan reads row after row instead of jumping from one to the next.
    private boolean scattered() {
        return share() < 0.5;
    }

    double scanByRows() {
        double row = scattered() ? FAR_ROW + FAR_DIMENSION * dimension : NEXT_ROW + NEXT_DIMENSION * dimension;
        return ANY_SEARCH + eligible * row;
    }

    /// Infinite if they may not be used.
    double scanByColumns() {
        double filter = eligible < items ? FILTERED_COLUMNS : 1;
        double compared = Math.min(items, COMPARED_IN_COLUMNS * Math.pow(2, dimension) / share());
        return columns
                ? ANY_SEARCH + items * PASSED_OVER * dimension + compared * (IN_COLUMNS + COLUMN * dimension) * filter
                : Double.POSITIVE_INFINITY;
    }

    boolean columnsAreCheaper() {
        return scanByColumns() < scanByRows();
    }

    double scan() {
        return Math.min(scanByRows(), scanByColumns());
    }

    /// Infinite if a walk would go astray between the items that are eligible.
    ///
    /// @param effort how many nodes it keeps
    /// @param byImage whether it compares by an image of the vectors
    double walk(int effort, boolean byImage) {
        if (goesAstray()) {
            return Double.POSITIVE_INFINITY;
        }
        double compared = Math.min(COMPARED_PER_DIMENSION * dimension, MOST_COMPARED);
        int dimensions = byImage ? Math.min(dimension, IMAGE_DIMENSIONS) : dimension;
        double kept = KEPT + compared * (COMPARISON + COMPARED_DIMENSION * dimensions);
        double detours = share() >= AMONG_ALL ? 1 / share() : GOING_ROUND * Math.pow(share(), -GOING_FURTHER_ROUND);
        double descent = DESCENT * Math.log(Math.max(1, items)) / Math.log(2);
        return ANY_SEARCH + descent + effort * kept * detours;
    }

    /// The image of all that are eligible, and then the nearest by it once more, by their vectors.
    ///
    /// @param effort how many these are
    double scanByImage(int effort) {
        int dimensions = Math.min(dimension, IMAGE_DIMENSIONS);
        double compared = KEPT + FAR_ROW + FAR_DIMENSION * dimension;
        return ANY_SEARCH
                + PROJECTION * dimension * dimensions
                + eligible * (IN_IMAGE + IMAGE_DIMENSION * dimensions)
                + effort * compared;
    }

    private boolean goesAstray() {
        double links = Math.min(LINKS_PER_DIMENSION * dimension, MOST_LINKS);
        return share() < AMONG_ALL && links * links * share() < LEAST_ACCEPTED_LINKS;
    }
}
