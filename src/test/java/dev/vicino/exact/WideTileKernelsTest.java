package dev.vicino.exact;

class WideTileKernelsTest extends TileKernelsContract {
    @Override
    TileKernels kernels() {
        return new WideTileKernels();
    }
}
