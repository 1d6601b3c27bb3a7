package dev.vicino.lucene;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.lucene.util.NumericUtils;

/// Numbers and instants as [#BYTES] bytes each, which are equal if the values are and sort as they do, unsigned.
///
/// | kind | 8 bytes | 4 bytes |
/// |---|---|---|
/// | number | the largest double that is not above it, its bits made sortable | what is missing to it |
/// | instant | the epoch second, its sign flipped | the nanosecond |
///
/// A double has nothing missing, and a long at the most 1023, as doubles are 1024 apart below 2⁶³. So longs and
/// doubles are ordered among each other by their exact values, and `4` and `4.0`, `0.0` and `-0.0` are the same bytes.
final class OrderedValue {
    static final int BYTES = Double.BYTES + Integer.BYTES;

    private OrderedValue() {}

    /// Whether a value is of a kind that has this form.
    static boolean has(Object value) {
        return value instanceof Number || value instanceof Instant;
    }

    static byte[] encode(Object value) {
        return switch (value) {
            case Long whole -> number(whole);
            case Double number -> number(number, 0);
            case Instant instant -> bytes(instant.getEpochSecond(), instant.getNano());
            default -> throw new IllegalArgumentException(value.getClass() + " is neither number nor instant");
        };
    }

    private static byte[] number(long whole) {
        double nearest = whole;
        // The cast back saturates, so 2⁶³ has to be told from the largest long by hand.
        boolean above = nearest == 0x1p63 || (long) nearest > whole;
        double floor = above ? Math.nextDown(nearest) : nearest;
        return number(floor, (int) (whole - (long) floor));
    }

    private static byte[] number(double floor, int missing) {
        // Adding zero makes -0.0 the other zero.
        return bytes(NumericUtils.doubleToSortableLong(floor + 0.0), missing);
    }

    private static byte[] bytes(long first, int second) {
        byte[] bytes = new byte[BYTES];
        NumericUtils.longToSortableBytes(first, bytes, 0);
        ByteBuffer.wrap(bytes).putInt(Long.BYTES, second);
        return bytes;
    }
}
