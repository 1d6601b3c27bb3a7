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

    /// Copies a range to the same place of an array.
    void read(int from, float[] into, int to) {
        memory.get(from, into, from, to - from);
    }

    /// Copies a range from the same place of an array.
    void write(int from, float[] values, int to) {
        memory.put(from, values, from, to - from);
    }

    /// Copies an array to this place.
    void writeAt(int at, float[] values) {
        memory.put(at, values);
    }
}
