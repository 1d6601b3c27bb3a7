package dev.vicino.exact;

/// Vectors of small whole numbers, a signed byte each, one after the other.
///
/// Large arrays begin where a page of memory does (under G1 and ZGC), and their own header takes 16 bytes of it. So the
/// first vector is put where the first line of the processor's caches ends: one of 64 codes then lies in one line, not
/// in two, one of 128 in two, not in three.
///
/// @param bytes the codes, from [#at] on
/// @param stride codes of each vector
public record CodeRows(byte[] bytes, int stride) {
    private static final int FIRST = 48;

    /// Vectors that are all zeros as yet.
    ///
    /// @param stride codes of each
    /// @throws ArithmeticException if they are more than one array holds
    public static CodeRows of(int count, int stride) {
        return new CodeRows(new byte[Math.addExact(FIRST, Math.multiplyExact(count, stride))], stride);
    }

    /// Where in [#bytes] a vector begins.
    public int at(int number) {
        return FIRST + number * stride;
    }
}
