package dev.vicino.exact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Evenly spaced numbers that a byte tells apart: what the components of images and of vectors that were quantised
/// before they came here are. A quarter of the memory holds them, and nothing is lost.
///
/// A code c stands for `(float) ((c + middle) · unit)`.
///
/// @param unit from one to the next, computed with in double precision
/// @param middle which of them, counted from 0, has the code 0
public record Steps(double unit, int middle) {
    /// How many there are at the most.
    public static final int MOST = 256;

    /// So many steps between neighbouring numbers are looked for.
    private static final int LEFT_OUT = 4;

    /// Steps that all of some numbers are on; null if none are found.
    ///
    /// @param numbers finite, up to [#MOST] different ones
    public static @Nullable Steps through(float[] numbers) {
        float[] sorted = Arrays.copyOf(numbers, numbers.length + 1);
        Arrays.sort(sorted);
        double gap = Double.POSITIVE_INFINITY;
        for (int i = 1; i < sorted.length; i++) {
            double next = (double) sorted[i] - sorted[i - 1];
            gap = next > 0 ? Math.min(gap, next) : gap;
        }
        double largest = Math.max(sorted[numbers.length], -sorted[0]);
        Steps steps = null;
        for (int parts = 1; steps == null && parts <= LEFT_OUT && largest > 0; parts++) {
            steps = near(largest / Math.rint(largest * parts / gap), numbers);
        }
        return steps;
    }

    /// Numbers are rounded, so that what they tell of the unit is, too.
    private static @Nullable Steps near(double unit, float[] numbers) {
        float rounded = (float) unit;
        double[] units = {1 / Math.rint(1 / unit), rounded, Math.nextDown(rounded), Math.nextUp(rounded), unit};
        Steps steps = null;
        for (int i = 0; steps == null && i < units.length; i++) {
            steps = of(units[i], numbers);
        }
        return steps;
    }

    private static @Nullable Steps of(double unit, float[] numbers) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (float number : numbers) {
            double step = Math.rint(number / unit);
            if ((float) (step * unit) != number) {
                return null;
            }
            least = Math.min(least, step);
            greatest = Math.max(greatest, step);
        }
        return greatest - least < MOST ? new Steps(unit, (int) least - Byte.MIN_VALUE) : null;
    }

    /// The number that a code stands for.
    public float number(byte code) {
        return (float) ((code + middle) * unit);
    }

    /// Whether float32 makes the same number of each code, by `k · coarseUnit + k · restOfUnit` with k = c + middle,
    /// the first product unrounded: that is two conversions less than by double precision. It does, unless the unit is
    /// next to zero.
    public boolean madeByFloats() {
        for (int code = Byte.MIN_VALUE; code <= Byte.MAX_VALUE; code++) {
            float k = (float) code + middle;
            if (Math.fma(k, coarseUnit(), k * restOfUnit()) != number((byte) code)) {
                return false;
            }
        }
        return true;
    }

    /// The unit, rounded to float32.
    float coarseUnit() {
        return (float) unit;
    }

    /// What rounding takes from the unit.
    float restOfUnit() {
        return (float) (unit - coarseUnit());
    }

    /// The code of a number that is on one of the steps.
    public byte code(float number) {
        return (byte) ((int) Math.rint(number / unit) - middle);
    }
}
