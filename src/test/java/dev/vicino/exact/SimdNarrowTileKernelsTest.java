package dev.vicino.exact;

class SimdNarrowTileKernelsTest extends TileKernelsContract {
    @Override
    TileKernels kernels() {
        return new SimdNarrowTileKernels();
    }
}
