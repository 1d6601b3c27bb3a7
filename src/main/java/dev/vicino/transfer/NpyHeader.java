package dev.vicino.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of a `.npy` file: `\x93NUMPY`, version, and a Python dictionary that says what the numbers are.
///
/// @param type of each number
/// @param order of the bytes of each number
/// @param columnMajor whether the first column comes first (Fortran order), and not the first row
/// @param rows the first of the two extents
/// @param columns the second
/// @param length bytes of the head, after which the numbers begin
record NpyHeader(NumberType type, ByteOrder order, boolean columnMajor, long rows, int columns, int length) {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 16;

    private static final Pattern DESCRIPTION = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?)([a-zA-Z]\\d+)'");
    private static final Pattern COLUMN_MAJOR = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern EXTENTS = Pattern.compile("\\s*(\\d{1,18})\\s*,\\s*(\\d{1,9})\\s*,?\\s*");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

    static NpyHeader read(FileChannel file, Path name) throws IOException {
        ByteBuffer start = bytes(file, name, 0, 8);
        byte[] magic = new byte[MAGIC.length];
        start.get(0, magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new TransferException(name + " begins with "
                    + HexFormat.ofDelimiter(" ").formatHex(magic)
                    + "; expected 93 4e 55 4d 50 59, the mark of a .npy file");
        }
        int version = start.get(6);
        if (version < 1 || version > 3) {
            throw new TransferException(name + " is of .npy version " + version + "; expected 1, 2 or 3");
        }
        int sizeBytes = version == 1 ? 2 : 4;
        ByteBuffer size = bytes(file, name, 8, sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = version == 1 ? size.getShort(0) & 0xffff : size.getInt(0);
        if (length < 0 || length > LONGEST) {
            throw new TransferException(name + " says that its head has " + Integer.toUnsignedLong(length)
                    + " bytes; expected at most " + LONGEST);
        }
        int begin = 8 + sizeBytes;
        String text = StandardCharsets.UTF_8
                .decode(bytes(file, name, begin, length).flip())
                .toString()
                .strip();
        return parse(text, name, begin + length);
    }

    private static NpyHeader parse(String text, Path name, int length) {
        Matcher description = find(DESCRIPTION, text, name, "a 'descr' of one number type");
        NumberType type = switch (description.group(2)) {
            case "f4" -> NumberType.FLOAT32;
            case "f8" -> NumberType.FLOAT64;
            case "u1" -> NumberType.UINT8;
            default ->
                throw new TransferException(name + " holds numbers of type '" + description.group(1)
                        + description.group(2) + "'; expected float32 (f4), float64 (f8) or uint8 (u1)");
        };
        ByteOrder order = switch (description.group(1)) {
            case ">" -> ByteOrder.BIG_ENDIAN;
            case "<", "|" -> ByteOrder.LITTLE_ENDIAN;
            default -> ByteOrder.nativeOrder();
        };
        boolean columnMajor = find(COLUMN_MAJOR, text, name, "a 'fortran_order' of True or False")
                .group(1)
                .equals("True");
        String shape = find(SHAPE, text, name, "a 'shape'").group(1);
        Matcher extents = EXTENTS.matcher(shape);
        if (!extents.matches()) {
            throw new TransferException(
                    name + " has the shape (" + shape + "); expected two extents, (rows, dimension)");
        }
        return new NpyHeader(
                type, order, columnMajor, Long.parseLong(extents.group(1)), Integer.parseInt(extents.group(2)), length);
    }

    private static Matcher find(Pattern pattern, String text, Path name, String expected) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new TransferException(name + " has the head " + text + "; expected one with " + expected);
        }
        return found;
    }

    private static ByteBuffer bytes(FileChannel file, Path name, long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new TransferException(name + " ends after " + file.size()
                        + " bytes, within its head; expected at least " + (position + count));
            }
        }
        return bytes;
    }

    /// The head of a file of little-endian floats in rows, always of the same length, so that it can be written before
    /// the number of rows is known.
    static byte[] ofFloats(long rows, int columns) {
        int length = 128;
        String text = "{'descr': '<f4', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns);
        ByteBuffer head = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        head.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (length - 10));
        head.put(text.getBytes(StandardCharsets.US_ASCII));
        while (head.position() < length - 1) {
            head.put((byte) ' ');
        }
        return head.put((byte) '\n').array();
    }
}
