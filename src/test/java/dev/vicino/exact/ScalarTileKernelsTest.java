package dev.vicino.exact;

class ScalarTileKernelsTest extends TileKernelsContract {
    @Override
    TileKernels kernels() {
        return new ScalarTileKernels();
    }
}
