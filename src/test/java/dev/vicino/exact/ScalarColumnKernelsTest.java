package dev.vicino.exact;

class ScalarColumnKernelsTest extends ColumnKernelsContract {
    @Override
    ColumnKernels kernels() {
        return new ScalarColumnKernels();
    }
}
