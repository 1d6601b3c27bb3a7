package dev.vicino.exact;

class SimdKernelsTest extends KernelsContract {
    @Override
    Kernels kernels() {
        return new SimdKernels();
    }
}
