package dev.vicino.exact;

class NarrowTileKernelsTest extends TileKernelsContract {
    @Override
    TileKernels kernels() {
        return new NarrowTileKernels();
    }
}
