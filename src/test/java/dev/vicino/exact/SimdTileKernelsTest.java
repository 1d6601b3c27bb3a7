package dev.vicino.exact;

class SimdTileKernelsTest extends TileKernelsContract {
    @Override
    TileKernels kernels() {
        return new SimdTileKernels();
    }
}
