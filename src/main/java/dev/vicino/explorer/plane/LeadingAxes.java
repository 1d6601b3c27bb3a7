package dev.vicino.explorer.plane;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/// The eigenvectors of a symmetric matrix that belong to its greatest eigenvalues, which are not negative: by subspace
/// iteration with Rayleigh–Ritz projection (Golub & Van Loan, *Matrix Computations*, §8.2.4 and §8.3).
///
/// @param axes of unit length, each orthogonal to the others; zero where the matrix has no more
/// @param values the eigenvalues, greatest first
record LeadingAxes(double[][] axes, double[] values) {
    /// Further directions that are carried along: the more, the sooner the wanted ones are found.
    private static final int FURTHER = 6;

    /// Where eigenvalues lie so close that more iterations would be needed, any direction among them is as good.
    private static final int MOST_ITERATIONS = 300;

    /// An axis is found when the matrix turns it by no more than this.
    private static final double TOLERANCE = 1e-9;

    static LeadingAxes of(double[][] matrix, int wanted) {
        int dimension = matrix.length;
        int carried = Math.min(dimension, wanted + FURTHER);
        double[][] basis = random(carried, dimension);
        double[] values = new double[carried];
        boolean found = false;
        for (int i = 0; i < MOST_ITERATIONS && !found; i++) {
            orthonormalise(basis);
            double[][] images = images(matrix, basis);
            SymmetricRotation rotation = SymmetricRotation.of(products(basis, images));
            values = rotation.values();
            double[][] turned = rotation.apply(basis);
            basis = rotation.apply(images);
            found = largestTurn(basis, turned, values, wanted) <= TOLERANCE * Math.max(values[0], Double.MIN_NORMAL);
            if (found || i + 1 == MOST_ITERATIONS) {
                basis = turned;
            }
        }
        return new LeadingAxes(upright(Arrays.copyOf(basis, Math.min(wanted, carried))), values).padded(wanted);
    }

    private static double[][] random(int count, int dimension) {
        Random random = new Random(42);
        double[][] vectors = new double[count][dimension];
        for (double[] vector : vectors) {
            Arrays.setAll(vector, i -> random.nextGaussian());
        }
        return vectors;
    }

    private static double[][] images(double[][] matrix, double[][] basis) {
        double[][] images = new double[basis.length][matrix.length];
        IntStream.range(0, matrix.length).parallel().forEach(row -> {
            for (int b = 0; b < basis.length; b++) {
                images[b][row] = dot(matrix[row], basis[b]);
            }
        });
        return images;
    }

    private static double[][] products(double[][] left, double[][] right) {
        double[][] products = new double[left.length][left.length];
        for (int i = 0; i < left.length; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] = (dot(left[i], right[j]) + dot(left[j], right[i])) / 2;
                products[j][i] = products[i][j];
            }
        }
        return products;
    }

    /// How far the images of the wanted axes are from being multiples of them.
    private static double largestTurn(double[][] images, double[][] axes, double[] values, int wanted) {
        double largest = 0;
        for (int a = 0; a < Math.min(wanted, axes.length); a++) {
            double squares = 0;
            for (int i = 0; i < axes[a].length; i++) {
                double turn = images[a][i] - values[a] * axes[a][i];
                squares += turn * turn;
            }
            largest = Math.max(largest, Math.sqrt(squares));
        }
        return largest;
    }

    /// Gram–Schmidt, twice, because once loses orthogonality to rounding. What is nothing but rounding becomes zero.
    private static void orthonormalise(double[][] vectors) {
        for (int a = 0; a < vectors.length; a++) {
            double before = Math.sqrt(dot(vectors[a], vectors[a]));
            for (int pass = 0; pass < 2; pass++) {
                for (int b = 0; b < a; b++) {
                    addScaled(vectors[a], vectors[b], -dot(vectors[a], vectors[b]));
                }
            }
            double length = Math.sqrt(dot(vectors[a], vectors[a]));
            double scale = length > before * 1e-12 ? 1 / length : 0;
            for (int i = 0; i < vectors[a].length; i++) {
                vectors[a][i] *= scale;
            }
        }
    }

    /// An axis and its opposite are as good: the one is taken whose largest component is positive.
    private static double[][] upright(double[][] axes) {
        for (double[] axis : axes) {
            double largest = 0;
            for (double component : axis) {
                largest = Math.abs(component) > Math.abs(largest) ? component : largest;
            }
            for (int i = 0; largest < 0 && i < axis.length; i++) {
                axis[i] = -axis[i];
            }
        }
        return axes;
    }

    private LeadingAxes padded(int wanted) {
        double[][] all = new double[wanted][];
        double[] most = new double[wanted];
        for (int a = 0; a < wanted; a++) {
            boolean there = a < axes.length;
            all[a] = there ? axes[a] : new double[axes[0].length];
            most[a] = there ? Math.max(0, values[a]) : 0;
        }
        return new LeadingAxes(all, most);
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static void addScaled(double[] sum, double[] vector, double scale) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += scale * vector[i];
        }
    }
}
