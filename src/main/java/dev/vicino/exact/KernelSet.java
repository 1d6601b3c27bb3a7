package dev.vicino.exact;

import dev.vicino.Metric;

/// The kernels that a scan computes with, one for each way in which vectors can lie.
///
/// @param pairs two vectors
/// @param rows one query, vectors row after row
/// @param columns one query, vectors dimension after dimension
/// @param tiles several queries, several vectors
/// @param values two vectors, in double precision
record KernelSet(Kernels pairs, RowKernels rows, ColumnKernels columns, TileKernels tiles, MetricValues values) {
    /// The fastest that this JVM can run.
    static KernelSet fastest() {
        return FastestKernels.INSTANCE;
    }

    /// Plain Java.
    static KernelSet scalar() {
        return new KernelSet(
                new ScalarKernels(),
                new ScalarRowKernels(),
                new ScalarColumnKernels(),
                new ScalarTileKernels(),
                Metric::between);
    }

    /// To be called only where the JVM has the vector module.
    static KernelSet simd() {
        return new KernelSet(
                new KernelsFirstInPlainJava(FirstWork.OF_PROCESS, new ScalarKernels(), new SimdKernels()),
                new SimdRowKernels(),
                new SimdColumnKernels(),
                SimdTileKernels.forThisMachine(),
                new SimdMetricValues());
    }
}
