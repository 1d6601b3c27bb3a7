package dev.vicino.transfer;

import java.nio.ByteBuffer;

/// How a number lies in a file.
enum NumberType {
    FLOAT32(4, false),
    FLOAT64(8, false),
    UINT8(1, true),
    INT32(4, true);

    final int bytes;
    final boolean whole;

    NumberType(int bytes, boolean whole) {
        this.bytes = bytes;
        this.whole = whole;
    }

    /// The number at the buffer's place, in the buffer's byte order.
    double read(ByteBuffer from) {
        return switch (this) {
            case FLOAT32 -> from.getFloat();
            case FLOAT64 -> from.getDouble();
            case UINT8 -> from.get() & 0xff;
            case INT32 -> from.getInt();
        };
    }
}
