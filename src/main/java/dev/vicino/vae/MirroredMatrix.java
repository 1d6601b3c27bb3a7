package dev.vicino.vae;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/// A matrix with one column per image, kept twice: in native memory for the matrix products, and on the heap, where the
/// JIT compiler makes vector code of plain loops over a `float[]`. Nothing keeps the two alike but [#pull] and [#push].
final class MirroredMatrix {
    private final INDArray matrix;
    private final FloatBuffer memory;
    private final float[] values;

    MirroredMatrix(int rows, int columns) {
        matrix = Nd4j.create(DataType.FLOAT, new long[] {rows, columns}, 'f');
        memory = matrix.data().asNioFloat();
        values = new float[rows * columns];
    }

    /// The native side.
    INDArray matrix() {
        return matrix;
    }

    /// The heap side, column after column.
    float[] values() {
        return values;
    }

    /// Copies the native side to the heap.
    void pull() {
        memory.get(0, values);
    }

    /// Copies the heap to the native side.
    void push() {
        memory.put(0, values);
    }
}
