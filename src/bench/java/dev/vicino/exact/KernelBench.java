package dev.vicino.exact;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Nanoseconds of one comparison of two vectors in the first cache, by SIMD and by scalar code.
///
/// ```
/// mvn -q -Pbench test-compile exec:exec -Dbench.main=org.openjdk.jmh.Main -Dbench.args=KernelBench
/// ```
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class KernelBench {
    @Param({"32", "128", "784"})
    private int dimension;

    @Param({"false", "true"})
    private boolean simd;

    private Kernels kernels = KernelSet.scalar().pairs();
    private float[] left = {};
    private float[] right = {};

    @Setup
    public void draw() {
        kernels = (simd ? KernelSet.simd() : KernelSet.scalar()).pairs();
        SplittableRandom random = new SplittableRandom(1);
        left = vector(random);
        right = vector(random);
    }

    private float[] vector(SplittableRandom random) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextDouble();
        }
        return vector;
    }

    @Benchmark
    public float squaredEuclidean() {
        return kernels.squaredEuclidean(left, right);
    }

    @Benchmark
    public float manhattan() {
        return kernels.manhattan(left, right);
    }

    @Benchmark
    public float dot() {
        return kernels.dot(left, right);
    }
}
