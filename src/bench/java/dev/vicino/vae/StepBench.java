package dev.vicino.vae;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/// Measures a training step against its lower bound: the step's matrix products alone, on the same two workers.
///
/// Rounds of both alternate, so that whatever else the machine does falls on both alike; the minimum and the median over
/// rounds are printed.
///
/// ```
/// mvn -q -Pbench test-compile exec:exec -Dbench.main=dev.vicino.vae.StepBench \
///     -Dbench.args="[latent dimension] [rounds]"
/// ```
final class StepBench {
    private static final int BATCH = 100;
    private static final int IMAGES = 6_000;
    private static final int STEPS_PER_ROUND = 60;

    private StepBench() {}

    public static void main(String[] arguments) {
        int latentDimension = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 40;
        NativeMath.prepareThread();
        ParameterLayout layout = new ParameterLayout(latentDimension);
        double[] stepMillis = new double[rounds];
        double[] boundMillis = new double[rounds];
        try (TrainingSteps steps = new TrainingSteps(layout);
                Products products = new Products(layout)) {
            // Two rounds of each that are not counted let the JIT compiler finish.
            for (int round = -2; round < rounds; round++) {
                double step = millisPerCall(steps::run);
                double bound = millisPerCall(products::run);
                if (round >= 0) {
                    stepMillis[round] = step;
                    boundMillis[round] = bound;
                }
            }
        }
        print("step", stepMillis);
        print("matrix products alone", boundMillis);
        System.out.printf(
                "step / products: %.2f by minima, %.2f by medians%n",
                stepMillis[0] / boundMillis[0], stepMillis[rounds / 2] / boundMillis[rounds / 2]);
    }

    private static double millisPerCall(Runnable call) {
        long start = System.nanoTime();
        for (int i = 0; i < STEPS_PER_ROUND; i++) {
            call.run();
        }
        return (System.nanoTime() - start) / 1e6 / STEPS_PER_ROUND;
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf("%-22s minimum %.2f ms, median %.2f ms%n", what, millis[0], millis[millis.length / 2]);
    }

    /// Training steps over random images, four fifths of whose pixels are background, as in MNIST.
    private static final class TrainingSteps implements AutoCloseable {
        private final float[] images = new float[IMAGES * ParameterLayout.PIXELS];
        private final int[] order = new int[IMAGES];
        private final Random[] noise = {new Random(1), new Random(2)};
        private final TrainingStep step;
        private long done;

        TrainingSteps(ParameterLayout layout) {
            SplittableRandom random = new SplittableRandom(42);
            for (int i = 0; i < images.length; i++) {
                images[i] = random.nextInt(5) == 0 ? (float) random.nextDouble() : 0;
            }
            Arrays.setAll(order, i -> i);
            Parameters parameters = new Parameters(layout, Parameters.initialValues(layout, new Random(42)));
            Adam adam = new Adam(new float[layout.size()], new float[layout.size()]);
            step = new TrainingStep(layout, Sampling.STANDARD_DEVIATION, BATCH, parameters, adam);
        }

        void run() {
            int from = (int) (done * BATCH % IMAGES);
            done++;
            step.run(images, order, from, noise, 1, done, 1e-3);
        }

        @Override
        public void close() {
            step.close();
        }
    }

    /// The products of one step, on half a batch per worker.
    private static final class Products implements AutoCloseable {
        private final ParameterLayout layout;
        private final Pair pair = new Pair();
        private final INDArray[][] inputs = new INDArray[2][];
        private final INDArray[][] outputs = new INDArray[2][];
        private final INDArray[][] weightGradients = new INDArray[2][];
        private final INDArray[] weights;

        Products(ParameterLayout layout) {
            this.layout = layout;
            weights = matrices(ParameterLayout.Dense::inputs, ParameterLayout.Dense::outputs);
            for (int worker = 0; worker < 2; worker++) {
                inputs[worker] = matrices(ParameterLayout.Dense::inputs, layer -> BATCH / 2);
                outputs[worker] = matrices(ParameterLayout.Dense::outputs, layer -> BATCH / 2);
                weightGradients[worker] =
                        matrices(ParameterLayout.Dense::inputs, ParameterLayout.Dense::outputs);
            }
        }

        private INDArray[] matrices(Size rows, Size columns) {
            return layout.layers().stream()
                    .map(layer -> Nd4j.rand(DataType.FLOAT, rows.of(layer), columns.of(layer))
                            .dup('f'))
                    .toArray(INDArray[]::new);
        }

        void run() {
            IntConsumer half = worker -> {
                for (int i = 0; i < weights.length; i++) {
                    INDArray input = inputs[worker][i];
                    INDArray output = outputs[worker][i];
                    Nd4j.gemm(weights[i], input, output, true, false, 1, 0);
                    Nd4j.gemm(input, output, weightGradients[worker][i], false, true, 1, 0);
                    // The pixels need no derivative.
                    if (i > 0) {
                        Nd4j.gemm(weights[i], output, input, false, false, 1e-9, 0);
                    }
                }
            };
            pair.run(half);
        }

        @Override
        public void close() {
            pair.close();
        }

        /// One of a layer's sizes.
        private interface Size {
            int of(ParameterLayout.Dense layer);
        }
    }
}
