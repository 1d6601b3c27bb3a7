package dev.vicino.bench;

import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Vectors drawn from a seeded source: the same name is the same data on every machine.
///
/// @param shape how they lie
/// @param count of base vectors; queries are the draws after these
record GeneratedVectors(Shape shape, int dimension, int count) {
    private static final long SEED = 7;
    private static final int CENTRES = 1_000;
    private static final double NOISE = 0.3;

    enum Shape {
        /// Each component uniform in [0, 1).
        UNIFORM,
        /// Around one of a thousand standard Gaussian centres, with noise of standard deviation 0.3.
        CLUSTERED,
        /// Gaussian, scaled to length 1.
        UNIT
    }

    /// Reads `shape:dimension:count`, as in `clustered:128:100000`.
    static GeneratedVectors parse(String name) {
        String[] parts = name.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("data '" + name + "'; expected one of " + BenchData.OF_DIGITS
                    + ", or shape:dimension:count, as in clustered:128:100000");
        }
        return new GeneratedVectors(
                Shape.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT)),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]));
    }

    /// All draws, without end.
    Stream<float[]> stream() {
        SplittableRandom random = new SplittableRandom(SEED);
        float[][] centres = new float[shape == Shape.CLUSTERED ? CENTRES : 0][dimension];
        for (float[] centre : centres) {
            fillGaussian(centre, random);
        }
        return Stream.generate(() -> draw(random, centres));
    }

    private float[] draw(SplittableRandom random, float[][] centres) {
        float[] vector = new float[dimension];
        switch (shape) {
            case UNIFORM -> {
                for (int i = 0; i < dimension; i++) {
                    vector[i] = (float) random.nextDouble();
                }
            }
            case CLUSTERED -> {
                float[] centre = centres[random.nextInt(CENTRES)];
                for (int i = 0; i < dimension; i++) {
                    vector[i] = centre[i] + (float) (NOISE * random.nextGaussian());
                }
            }
            case UNIT -> {
                fillGaussian(vector, random);
                double square = 0;
                for (float component : vector) {
                    square += component * component;
                }
                for (int i = 0; i < dimension; i++) {
                    vector[i] /= (float) Math.sqrt(square);
                }
            }
        }
        return vector;
    }

    private static void fillGaussian(float[] vector, SplittableRandom random) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
    }
}
