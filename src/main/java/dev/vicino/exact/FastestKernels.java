package dev.vicino.exact;

/// Decides once for SIMD or scalar, and says so if it is the slow one.
final class FastestKernels {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";
    private static final boolean SIMD = hasVectorModule();

    static final Kernels INSTANCE = SIMD ? new SimdKernels() : new ScalarKernels();
    static final RowKernels ROWS = SIMD ? new SimdRowKernels() : new ScalarRowKernels();

    private FastestKernels() {}

    private static boolean hasVectorModule() {
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
            return true;
        }
        System.getLogger(FastestKernels.class.getPackageName())
                .log(
                        System.Logger.Level.WARNING,
                        "Vicino compares vectors without SIMD, several times slower; start the JVM with --add-modules "
                                + VECTOR_MODULE);
        return false;
    }
}
