package dev.vicino.explorer.plane;

import java.util.Arrays;
import java.util.stream.IntStream;

/// How far those that are neighbours on a map are neighbours among the vectors, too (Venna & Kaski 2001): 1 if all are,
/// some 0.5 if they are anyone.
final class Trustworthiness {
    private Trustworthiness() {}

    /// @param points x and y of each vector
    /// @param neighbours how many of each item's nearest on the map are looked at
    static double of(float[][] vectors, float[] points, int neighbours) {
        int items = vectors.length;
        float[][] places = new float[items][];
        Arrays.setAll(places, i -> Arrays.copyOfRange(points, 2 * i, 2 * i + 2));
        double penalty = IntStream.range(0, items)
                .parallel()
                .mapToLong(i -> {
                    double[] far = squares(vectors, i);
                    return Arrays.stream(nearest(squares(places, i), neighbours))
                            .mapToLong(j -> Math.max(0, rank(far, j) - neighbours))
                            .sum();
                })
                .sum();
        return 1 - 2 * penalty / ((double) items * neighbours * (2.0 * items - 3 * neighbours - 1));
    }

    /// Squared distances; infinite to the vector itself.
    private static double[] squares(float[][] vectors, int from) {
        double[] squares = new double[vectors.length];
        for (int j = 0; j < squares.length; j++) {
            for (int i = 0; i < vectors[from].length; i++) {
                double difference = vectors[from][i] - vectors[j][i];
                squares[j] += difference * difference;
            }
        }
        squares[from] = Double.POSITIVE_INFINITY;
        return squares;
    }

    private static int[] nearest(double[] squares, int count) {
        double[] sorted = squares.clone();
        Arrays.sort(sorted);
        return IntStream.range(0, squares.length)
                .filter(j -> squares[j] <= sorted[count - 1])
                .limit(count)
                .toArray();
    }

    private static long rank(double[] squares, int of) {
        return 1 + Arrays.stream(squares).filter(square -> square < squares[of]).count();
    }
}
