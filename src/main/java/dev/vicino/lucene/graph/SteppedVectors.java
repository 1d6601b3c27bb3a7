package dev.vicino.lucene.graph;

import dev.vicino.exact.Steps;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.store.IndexOutput;
import org.jspecify.annotations.Nullable;

/// A segment's vectors whose components are all on a few steps, to be written a second time in a quarter of the bytes:
/// what a walk by an image has found is compared by these.
record SteppedVectors(Steps steps, FloatVectorValues vectors) {
    /// Shorter vectors lie in so few cache lines as floats that making numbers of codes takes longer.
    private static final int FEWEST_DIMENSIONS = 128;

    private static final int SLOTS = 4 * Steps.MOST;

    /// Null if they are not on steps, or too short for it to pay.
    static @Nullable SteppedVectors of(FloatVectorValues vectors) throws IOException {
        if (vectors.dimension() < FEWEST_DIMENSIONS) {
            return null;
        }
        float[] numbers = numbers(vectors);
        Steps steps = numbers == null ? null : Steps.through(numbers);
        return steps == null ? null : new SteppedVectors(steps, vectors);
    }

    /// The different components of all vectors; null if there are more than steps can be. Most vectors are known to
    /// have more by the first of them.
    private static float @Nullable [] numbers(FloatVectorValues vectors) throws IOException {
        float[] numbers = new float[Steps.MOST];
        int count = 0;
        // Open addressing; a slot is empty where there is NaN.
        float[] slots = new float[SLOTS];
        Arrays.fill(slots, Float.NaN);
        float last = Float.NaN;
        for (int n = 0; n < vectors.size(); n++) {
            for (float number : vectors.vectorValue(n)) {
                // Zeros come in runs.
                if (number == last) {
                    continue;
                }
                last = number;
                int slot = slot(slots, number);
                if (slots[slot] != number) {
                    if (count == numbers.length) {
                        return null;
                    }
                    slots[slot] = number;
                    numbers[count++] = number;
                }
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    /// Where a number is, or is to be put.
    private static int slot(float[] slots, float number) {
        int bits = Float.floatToRawIntBits(number + 0f);
        int slot = ((bits * 0x9E3779B9) >>> 16) % SLOTS;
        while (slots[slot] != number && !Float.isNaN(slots[slot])) {
            slot = (slot + 1) % SLOTS;
        }
        return slot;
    }

    void write(IndexOutput output) throws IOException {
        byte[] codes = new byte[vectors.dimension()];
        for (int n = 0; n < vectors.size(); n++) {
            float[] vector = vectors.vectorValue(n);
            for (int i = 0; i < codes.length; i++) {
                codes[i] = steps.code(vector[i]);
            }
            output.writeBytes(codes, codes.length);
        }
    }
}
