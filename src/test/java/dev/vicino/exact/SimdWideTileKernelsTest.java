package dev.vicino.exact;

class SimdWideTileKernelsTest extends TileKernelsContract {
    @Override
    TileKernels kernels() {
        return new SimdWideTileKernels();
    }
}
