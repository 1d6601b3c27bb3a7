package dev.vicino.exact;

class ScalarRowKernelsTest extends RowKernelsContract {
    @Override
    RowKernels kernels() {
        return new ScalarRowKernels();
    }
}
