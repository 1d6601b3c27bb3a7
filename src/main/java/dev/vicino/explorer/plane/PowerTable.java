package dev.vicino.explorer.plane;

/// A power of positive floats, to within a millionth of it: several times as fast as `Math.pow`, and the same on every
/// machine.
///
/// A float is `m·2^e` with m in [1, 2), so its power is that of m, looked up and interpolated, times that of `2^e`.
final class PowerTable {
    private static final int MANTISSA_BITS = 23;
    private static final int INDEX_BITS = 10;
    private static final int REST_BITS = MANTISSA_BITS - INDEX_BITS;
    private static final int EXPONENT_OF_ONE = 127;
    private static final int EXPONENTS = 256;

    private final double[] ofExponents = new double[EXPONENTS];
    private final double[] ofMantissas = new double[(1 << INDEX_BITS) + 1];

    /// @param exponent the power, between 0 and 1
    PowerTable(double exponent) {
        for (int e = 0; e < EXPONENTS; e++) {
            ofExponents[e] = StrictMath.pow(2, (e - EXPONENT_OF_ONE) * exponent);
        }
        for (int i = 0; i < ofMantissas.length; i++) {
            ofMantissas[i] = StrictMath.pow(1 + (double) i / (1 << INDEX_BITS), exponent);
        }
    }

    /// The power of a positive finite number.
    double of(float number) {
        int bits = Float.floatToRawIntBits(number);
        int place = bits >>> REST_BITS & (1 << INDEX_BITS) - 1;
        double rest = (bits & (1 << REST_BITS) - 1) / (double) (1 << REST_BITS);
        double below = ofMantissas[place];
        return ofExponents[bits >>> MANTISSA_BITS] * (below + rest * (ofMantissas[place + 1] - below));
    }
}
