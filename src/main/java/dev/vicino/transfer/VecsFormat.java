package dev.vicino.transfer;

import dev.vicino.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/// The files of the TEXMEX corpora: each row is its dimension, as a little-endian int32, and so many numbers.
///
/// | suffix | number | taken |
/// |---|---|---|
/// | `.fvecs` | float32 | each |
/// | `.bvecs` | a byte, 0 to 255 | each |
/// | `.ivecs` | int32 | -2²⁴ to 2²⁴, all of which a float holds exactly; a larger one spoils its row |
///
/// An item is written to `.bvecs` and `.ivecs` only if each of its numbers is one of those, and no -0.0.
///
/// Most `.ivecs` files are no vectors but a ground truth: row numbers of the nearest. Nothing in the file tells, so
/// they are taken at their word; the store works out what is nearest itself.
final class VecsFormat implements TransferFormat {
    private final String name;
    private final NumberType type;

    VecsFormat(String name, NumberType type) {
        this.name = name;
        this.type = type;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> suffixes() {
        return List.of("." + name);
    }

    @Override
    public boolean holdsItems() {
        return false;
    }

    @Override
    public RowReader read(Path file, ReadOptions options) throws IOException {
        return VecsRows.open(file, type);
    }

    @Override
    public ItemWriter write(Output out, int dimension) {
        return new ItemWriter() {
            private final ByteBuffer row =
                    ByteBuffer.allocate(Integer.BYTES + dimension * type.bytes).order(ByteOrder.LITTLE_ENDIAN);

            @Override
            public void write(Item item) throws IOException {
                row.clear().putInt(dimension);
                float[] vector = item.vector();
                for (int i = 0; i < dimension; i++) {
                    put(item.id(), i, vector[i]);
                }
                out.stream().write(row.array());
            }

            private void put(String id, int position, float value) {
                switch (type) {
                    case FLOAT32 -> row.putFloat(value);
                    case FLOAT64 -> row.putDouble(value);
                    case UINT8 -> row.put((byte) whole(id, position, value, 0, 255));
                    case INT32 ->
                        row.putInt(whole(id, position, value, -FloatNumbers.LARGEST_WHOLE, FloatNumbers.LARGEST_WHOLE));
                }
            }

            @Override
            public void finish() {}
        };
    }

    private int whole(String id, int position, float value, int least, int most) {
        int number = (int) value;
        if (Float.floatToRawIntBits(number) != Float.floatToRawIntBits(value) || number < least || number > most) {
            throw new TransferException("item '" + id + "' has " + value + " at position " + position + "; ." + name
                    + " holds whole numbers from " + least + " to " + most);
        }
        return number;
    }
}
