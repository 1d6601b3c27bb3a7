package dev.vicino.explorer.plane;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The rotation that makes a small symmetric matrix diagonal, by Jacobi's method (Golub & Van Loan, *Matrix
/// Computations*, §8.5).
///
/// @param values the eigenvalues, greatest first
/// @param vectors the eigenvectors in that order, of unit length
record SymmetricRotation(double[] values, double[][] vectors) {
    private static final int MOST_SWEEPS = 50;

    /// @param matrix which is written over
    static SymmetricRotation of(double[][] matrix) {
        int size = matrix.length;
        double[][] vectors = new double[size][size];
        for (int i = 0; i < size; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && !diagonal(matrix); sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    rotate(matrix, vectors, p, q);
                }
            }
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -matrix[i][i]))
                .mapToInt(i -> i)
                .toArray();
        return new SymmetricRotation(
                Arrays.stream(order).mapToDouble(i -> matrix[i][i]).toArray(),
                Arrays.stream(order).mapToObj(i -> vectors[i]).toArray(double[][]::new));
    }

    /// As many vectors, each made of the given ones as an eigenvector says.
    double[][] apply(double[][] given) {
        double[][] turned = new double[given.length][given[0].length];
        for (int a = 0; a < turned.length; a++) {
            for (int b = 0; b < given.length; b++) {
                LeadingAxes.addScaled(turned[a], given[b], vectors[a][b]);
            }
        }
        return turned;
    }

    private static boolean diagonal(double[][] matrix) {
        double off = 0;
        double on = 0;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                double square = matrix[i][j] * matrix[i][j];
                off += i == j ? 0 : square;
                on += i == j ? square : 0;
            }
        }
        return off <= on * 1e-30;
    }

    /// Makes the element at p and q zero.
    private static void rotate(double[][] matrix, double[][] vectors, int p, int q) {
        if (matrix[p][q] == 0) {
            return;
        }
        double theta = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        for (double[] row : matrix) {
            double atP = row[p];
            row[p] = cosine * atP - sine * row[q];
            row[q] = sine * atP + cosine * row[q];
        }
        turn(matrix[p], matrix[q], cosine, sine);
        turn(vectors[p], vectors[q], cosine, sine);
    }

    private static void turn(double[] atP, double[] atQ, double cosine, double sine) {
        for (int i = 0; i < atP.length; i++) {
            double before = atP[i];
            atP[i] = cosine * before - sine * atQ[i];
            atQ[i] = sine * before + cosine * atQ[i];
        }
    }
}
