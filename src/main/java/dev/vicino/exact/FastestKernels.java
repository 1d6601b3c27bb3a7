package dev.vicino.exact;

/// Decides once for SIMD or scalar, and says so if it is the slow one.
final class FastestKernels {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    static final KernelSet INSTANCE = choose();

    private FastestKernels() {}

    private static KernelSet choose() {
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
            return KernelSet.simd();
        }
        System.getLogger(FastestKernels.class.getPackageName())
                .log(
                        System.Logger.Level.WARNING,
                        "Vicino compares vectors without SIMD, several times slower; start the JVM with --add-modules "
                                + VECTOR_MODULE);
        return KernelSet.scalar();
    }
}
