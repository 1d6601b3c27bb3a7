package dev.vicino.exact;

class SimdRowKernelsTest extends RowKernelsContract {
    @Override
    RowKernels kernels() {
        return new SimdRowKernels();
    }
}
