package dev.vicino.lucene;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import org.apache.lucene.util.BytesRef;

/// A CRC-32 over all that is stored of one item: the bytes of its id, the bytes of its content, and its vector's
/// floats, little-endian.
///
/// A file's checksum says that something in it is wrong, not what. With this one, each item can be told whole or not,
/// so a damaged file costs only the items that the damage hit.
final class ItemChecksum {
    private ItemChecksum() {}

    static long of(BytesRef id, BytesRef content, float[] vector) {
        CRC32 crc = new CRC32();
        crc.update(id.bytes, id.offset, id.length);
        crc.update(content.bytes, content.offset, content.length);
        ByteBuffer floats = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        floats.asFloatBuffer().put(vector);
        crc.update(floats);
        return crc.getValue();
    }
}
