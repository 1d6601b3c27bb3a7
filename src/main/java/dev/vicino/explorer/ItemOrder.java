package dev.vicino.explorer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The ids of a collection's items in map order, which is the order of their UTF-8 bytes. Kept as bytes: a million ids
/// of ten characters take 14 MB.
final class ItemOrder {
    private final byte[] bytes;
    private final int[] ends;
    private final int count;

    private ItemOrder(byte[] bytes, int[] ends, int count) {
        this.bytes = bytes;
        this.ends = ends;
        this.count = count;
    }

    /// Collects ids as they come.
    static final class Builder {
        private byte[] bytes = new byte[1 << 16];
        private int[] ends = new int[1 << 12];
        private int count;

        /// @throws IllegalStateException if the id does not come after the one before
        void add(String id) {
            byte[] next = id.getBytes(StandardCharsets.UTF_8);
            int start = count == 0 ? 0 : ends[count - 1];
            int before = count < 2 ? 0 : ends[count - 2];
            if (count > 0 && Arrays.compareUnsigned(bytes, before, start, next, 0, next.length) >= 0) {
                throw new IllegalStateException("a scan gives '" + id + "' after '"
                        + new String(bytes, before, start - before, StandardCharsets.UTF_8) + "'");
            }
            if (bytes.length - start < next.length) {
                bytes = Arrays.copyOf(bytes, Math.addExact(bytes.length, Math.max(bytes.length / 2, next.length)));
            }
            if (ends.length == count) {
                ends = Arrays.copyOf(ends, count + count / 2);
            }
            System.arraycopy(next, 0, bytes, start, next.length);
            ends[count++] = start + next.length;
        }

        ItemOrder build() {
            return new ItemOrder(
                    Arrays.copyOf(bytes, count == 0 ? 0 : ends[count - 1]), Arrays.copyOf(ends, count), count);
        }
    }

    int count() {
        return count;
    }

    /// The id at a position, from 0.
    String id(int position) {
        int start = start(position);
        return new String(bytes, start, ends[position] - start, StandardCharsets.UTF_8);
    }

    private int start(int position) {
        return position == 0 ? 0 : ends[position - 1];
    }

    /// The position of an id; negative if it is not there.
    int position(String id) {
        byte[] wanted = id.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compareUnsigned(bytes, start(middle), ends[middle], wanted, 0, wanted.length);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /// Whether it is this id that stands at a position.
    boolean holds(int position, String id) {
        byte[] wanted = id.getBytes(StandardCharsets.UTF_8);
        return position < count && Arrays.equals(bytes, start(position), ends[position], wanted, 0, wanted.length);
    }

    /// Whether the id at a position holds these bytes of UTF-8 somewhere.
    boolean contains(int position, byte[] part) {
        int last = ends[position] - part.length;
        for (int at = start(position); at <= last; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
