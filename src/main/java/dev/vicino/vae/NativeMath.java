package dev.vicino.vae;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/// Sets ND4J's native side up, once per process, before its first use here.
///
/// One thread each for its own operations and for BLAS: products of this size are too small to share among threads (the
/// default takes 2.6 times as long per step, and 30 times when the cores are busy), and the order in which threads add
/// up would change with the machine.
final class NativeMath {
    private static final String PHYSICAL_BYTES = "org.bytedeco.javacpp.maxphysicalbytes";

    private NativeMath() {}

    /// Starts ND4J if it is not running, with the threads set. Costs about a second the first time.
    static void prepare() {
        Ready.touch();
    }

    /// Sets the calling thread up: OpenMP keeps its number of threads per thread.
    static void prepareThread() {
        prepare();
        singleThreaded();
    }

    private static void singleThreaded() {
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        openblas.blas_set_num_threads(1);
    }

    /// The class initialiser is the lock that runs the set-up once.
    private static final class Ready {
        static {
            // The default limit counts the whole process, file pages that an index has mapped included, and fails
            // allocations once those outgrow it.
            if (System.getProperty(PHYSICAL_BYTES) == null) {
                System.setProperty(PHYSICAL_BYTES, "0");
            }
            Nd4j.create(1).close();
            singleThreaded();
        }

        private Ready() {}

        static void touch() {}
    }
}
