package dev.vicino.exact;

/// Decides once for SIMD or scalar, and says so if it is the slow one.
final class FastestKernels {
    static final Kernels INSTANCE = choose();

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private FastestKernels() {}

    private static Kernels choose() {
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
            return new SimdKernels();
        }
        System.getLogger(FastestKernels.class.getPackageName())
                .log(
                        System.Logger.Level.WARNING,
                        "Vicino compares vectors without SIMD, several times slower; start the JVM with --add-modules "
                                + VECTOR_MODULE);
        return new ScalarKernels();
    }
}
