package dev.vicino.dataset;

import dev.vicino.file.AtomicFile;
import java.io.BufferedInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/// Reads and writes IDX files, the format of MNIST (LeCun, Cortes, Burges): arrays of bytes or floats of any shape.
///
/// | offset | bytes | what |
/// |---|---|---|
/// | 0 | 2 | zero |
/// | 2 | 1 | type: `0x08` unsigned bytes, `0x0D` float32 |
/// | 3 | 1 | rank |
/// | 4 | 4 × rank | sizes, big-endian |
/// | then | product of sizes | values in row-major order, floats big-endian |
///
/// A file that begins with the gzip magic number is unpacked while it is read, whatever its name; one whose name ends
/// in `.gz` is packed when it is written.
public final class IdxFile {
    private static final int UNSIGNED_BYTE = 0x08;
    private static final int FLOAT = 0x0D;

    private IdxFile() {}

    /// An array of unsigned bytes.
    ///
    /// @param shape sizes, outermost first
    /// @param values in row-major order
    public record Bytes(int[] shape, byte[] values) {}

    /// An array of floats.
    ///
    /// @param shape sizes, outermost first
    /// @param values in row-major order
    public record Floats(int[] shape, float[] values) {}

    /// Reads an array of unsigned bytes.
    ///
    /// @param rank that it must have
    /// @throws IdxFormatException if the file holds anything else
    public static Bytes readBytes(Path file, int rank) throws IOException {
        try (InputStream in = open(file)) {
            int[] shape = readHeader(file, in, UNSIGNED_BYTE, rank);
            return new Bytes(shape, readValues(file, in, shape, 1));
        } catch (EOFException | ZipException broken) {
            throw new IdxFormatException(file + " is a broken gzip file: " + broken.getMessage());
        }
    }

    /// Reads an array of floats.
    ///
    /// @param rank that it must have
    /// @throws IdxFormatException if the file holds anything else
    public static Floats readFloats(Path file, int rank) throws IOException {
        try (InputStream in = open(file)) {
            int[] shape = readHeader(file, in, FLOAT, rank);
            byte[] bytes = readValues(file, in, shape, Float.BYTES);
            float[] values = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
            return new Floats(shape, values);
        } catch (EOFException | ZipException broken) {
            throw new IdxFormatException(file + " is a broken gzip file: " + broken.getMessage());
        }
    }

    /// Writes an array of unsigned bytes, replacing an older file as a whole.
    public static void write(Path file, Bytes array) throws IOException {
        write(file, UNSIGNED_BYTE, array.shape(), array.values());
    }

    /// Writes an array of floats, replacing an older file as a whole.
    public static void write(Path file, Floats array) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(array.values().length, Float.BYTES));
        bytes.asFloatBuffer().put(array.values());
        write(file, FLOAT, array.shape(), bytes.array());
    }

    private static void write(Path file, int type, int[] shape, byte[] values) throws IOException {
        AtomicFile.write(file, out -> {
            // Closing the packer ends its stream; the file itself is closed by whoever opened it.
            OutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
            DataOutputStream data = new DataOutputStream(packed);
            data.writeInt(type << 8 | shape.length);
            for (int size : shape) {
                data.writeInt(size);
            }
            data.write(values);
            data.flush();
            if (packed instanceof GZIPOutputStream packer) {
                packer.finish();
            }
        });
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            in.mark(2);
            boolean packed = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return packed ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException failed) {
            in.close();
            throw failed;
        }
    }

    private static int[] readHeader(Path file, InputStream in, int type, int rank) throws IOException {
        byte[] header = in.readNBytes(4 + 4 * rank);
        if (header.length < 4 || header[0] != 0 || header[1] != 0) {
            throw new IdxFormatException(file + " is no IDX file: it begins with "
                    + Arrays.toString(Arrays.copyOf(header, Math.min(4, header.length)))
                    + "; expected two zero bytes, a type and a rank");
        }
        if (header[2] != type || header[3] != rank) {
            throw new IdxFormatException("%s holds type 0x%02x of rank %d at offset 2; expected type 0x%02x of rank %d"
                    .formatted(file, header[2], header[3], type, rank));
        }
        if (header.length < 4 + 4 * rank) {
            throw new IdxFormatException(file + " ends at offset " + header.length + ", within its header");
        }
        int[] shape = new int[rank];
        for (int i = 0; i < rank; i++) {
            shape[i] = ByteBuffer.wrap(header).getInt(4 + 4 * i);
            if (shape[i] < 0) {
                throw new IdxFormatException(
                        file + " has size " + shape[i] + " at offset " + (4 + 4 * i) + "; expected 0 or more");
            }
        }
        return shape;
    }

    /// Memory grows with what is there, not with what the header claims.
    private static byte[] readValues(Path file, InputStream in, int[] shape, int width) throws IOException {
        long length = width;
        for (int size : shape) {
            length = size == 0 ? 0 : length > Integer.MAX_VALUE / size ? Long.MAX_VALUE / 2 : length * size;
        }
        if (length > Integer.MAX_VALUE - 8) {
            throw new IdxFormatException(
                    file + " claims sizes " + Arrays.toString(shape) + ": more than an array can hold");
        }
        byte[] values = in.readNBytes((int) length);
        int start = 4 + 4 * shape.length;
        if (values.length < length) {
            throw new IdxFormatException("%s ends at offset %d; expected %d bytes for sizes %s"
                    .formatted(file, start + values.length, start + length, Arrays.toString(shape)));
        }
        if (in.read() != -1) {
            throw new IdxFormatException("%s goes on at offset %d, where it should end for sizes %s"
                    .formatted(file, start + length, Arrays.toString(shape)));
        }
        return values;
    }
}
