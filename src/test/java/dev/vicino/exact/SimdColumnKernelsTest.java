package dev.vicino.exact;

class SimdColumnKernelsTest extends ColumnKernelsContract {
    @Override
    ColumnKernels kernels() {
        return new SimdColumnKernels();
    }
}
