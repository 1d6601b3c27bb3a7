package dev.vicino.vae;

import dev.vicino.vae.ParameterLayout.Dense;
import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/// A native array laid out by [ParameterLayout], for parameters or for gradients, with views of its weight matrices.
final class FlatVector {
    private final INDArray array;
    private final FloatBuffer memory;

    FlatVector(ParameterLayout layout) {
        array = Nd4j.create(DataType.FLOAT, new long[] {layout.size()}, 'c');
        memory = array.data().asNioFloat();
    }

    /// The weights of a layer as a view, inputs × outputs.
    INDArray weights(Dense layer) {
        return array.get(NDArrayIndex.interval(layer.weightsAt(), layer.biasesAt()))
                .reshape('f', layer.inputs(), layer.outputs());
    }

    /// Reads a range into the start of an array.
    void read(int from, float[] into, int length) {
        memory.get(from, into, 0, length);
    }

    /// Writes a range of an array, `length` floats from `start`, to index `at`.
    void write(int at, float[] values, int start, int length) {
        memory.put(at, values, start, length);
    }
}
