package dev.vicino.explorer.plane;

import java.util.stream.IntStream;

/// Moves items in the plane until those that are to be near are: stochastic gradient descent with negative sampling
/// (McInnes, Healy & Melville 2018, §4.2).
///
/// An item is drawn to those it is to be near to, each in as many of the epochs as its weight says, and each time
/// pushed away from some at random. In an epoch every item moves by where the others stood before it, on any number of
/// threads: an item that draws another is drawn by it in turn, for the graph is symmetric.
final class UmapDescent {
    /// Of the curve `1 / (1 + a·d^2b)` that comes closest to 1 below the minimal distance of 0.1 and to a decay from
    /// there on, as the authors fit it.
    private static final double A = 1.576943460405378;

    private static final double B = 0.8950608781227859;
    private static final PowerTable POWER = new PowerTable(B);

    /// Items pushed away for each that is drawn near.
    private static final int PUSHED = 5;

    /// An item is drawn twice for each of its epochs, since in the authors' order of moving both ends of an edge move,
    /// whichever it is sampled from.
    private static final int DRAWN = 2;

    private static final double LONGEST_STEP = 4;
    private static final double TINY = 1e-3;

    /// Squares of distances that floats cannot tell from zero.
    private static final double SAME_SPOT = Float.MIN_NORMAL;

    private static final int PIECE = 512;

    private final NearnessGraph graph;
    private final int epochs;
    private final long seed;
    private final float greatest;
    private float[] points;
    private float[] moved;

    /// @param points where the items stand at first; changed
    UmapDescent(NearnessGraph graph, float[] points, int epochs, long seed) {
        this.graph = graph;
        this.epochs = epochs;
        this.seed = seed;
        this.points = points;
        this.moved = new float[points.length];
        float most = 0;
        for (float weight : graph.weights()) {
            most = Math.max(most, weight);
        }
        this.greatest = most;
    }

    float[] run(Headway headway) {
        int pieces = (graph.size() + PIECE - 1) / PIECE;
        for (int e = 0; e < epochs; e++) {
            int epoch = e;
            double rate = 1 - (double) epoch / epochs;
            IntStream.range(0, pieces).parallel().forEach(piece -> {
                int end = Math.min(graph.size(), (piece + 1) * PIECE);
                for (int item = piece * PIECE; item < end; item++) {
                    new Moving(item, epoch, rate).move();
                }
            });
            float[] before = points;
            points = moved;
            moved = before;
            headway.at(epoch + 1, epochs);
        }
        return points;
    }

    /// Whether an edge is followed in an epoch: in so many of them, evenly, as its weight says.
    private boolean followed(int edge, int epoch) {
        double share = graph.weights()[edge] / greatest;
        return (long) ((epoch + 1) * share) > (long) (epoch * share);
    }

    /// One item in one epoch.
    private final class Moving {
        private final int item;
        private final int epoch;
        private final double rate;
        private double x;
        private double y;
        private long random;

        private Moving(int item, int epoch, double rate) {
            this.item = item;
            this.epoch = epoch;
            this.rate = rate;
            this.x = points[2 * item];
            this.y = points[2 * item + 1];
            this.random = mixed(seed + mixed(((long) epoch << Integer.SIZE) + item));
        }

        private void move() {
            for (int edge = graph.starts()[item]; edge < graph.starts()[item + 1]; edge++) {
                if (followed(edge, epoch)) {
                    for (int i = 0; i < DRAWN; i++) {
                        draw(graph.others()[edge]);
                    }
                    for (int i = 0; i < PUSHED; i++) {
                        push(another());
                    }
                }
            }
            moved[2 * item] = (float) x;
            moved[2 * item + 1] = (float) y;
        }

        private void draw(int other) {
            double dx = x - points[2 * other];
            double dy = y - points[2 * other + 1];
            double square = dx * dx + dy * dy;
            if (square > SAME_SPOT) {
                double power = POWER.of((float) square);
                step(-2 * A * B * power / (square * (1 + A * power)), dx, dy);
            }
        }

        private void push(int other) {
            double dx = x - points[2 * other];
            double dy = y - points[2 * other + 1];
            double square = dx * dx + dy * dy;
            if (square > SAME_SPOT) {
                step(2 * B / ((TINY + square) * (1 + A * POWER.of((float) square))), dx, dy);
            } else if (other != item) {
                // Off to wherever: what lies on one spot has no direction to part in.
                double angle = 2 * Math.PI * another() / graph.size();
                step(LONGEST_STEP, StrictMath.cos(angle), StrictMath.sin(angle));
            }
        }

        private void step(double gradient, double dx, double dy) {
            x += rate * Math.clamp(gradient * dx, -LONGEST_STEP, LONGEST_STEP);
            y += rate * Math.clamp(gradient * dy, -LONGEST_STEP, LONGEST_STEP);
        }

        /// Any item.
        private int another() {
            random += 0x9E3779B97F4A7C15L;
            return (int) Math.unsignedMultiplyHigh(mixed(random), graph.size());
        }
    }

    /// A random number for each argument (SplitMix64: Steele, Lea & Flood 2014).
    private static long mixed(long number) {
        long bits = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }
}
