package dev.vicino.transfer;

import java.io.Closeable;
import java.io.IOException;

/// Numbers in rows and columns, in a file.
interface Matrix extends Closeable {
    long rows();

    int columns();

    /// Whether the numbers are whole: such that a float cannot hold is refused, where one with a fraction is rounded.
    boolean whole();

    /// Reads rows that lie side by side.
    ///
    /// @param into takes them one after the other: doubles, which hold each float, byte and int exactly
    void read(long firstRow, int count, double[] into) throws IOException;
}
