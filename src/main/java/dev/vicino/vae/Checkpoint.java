package dev.vicino.vae;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A training's state in a file, from which it goes on bit for bit.
///
/// | bytes | content |
/// |---|---|
/// | 8 | `VICINOCP` |
/// | 4 | format version, 1 |
/// | 4 + n | length of the header and the header: JSON with options, images and reports |
/// | 4 | number p of parameters |
/// | 3 · 4p | parameters, Adam's means, Adam's variances, as floats |
/// | 8 | CRC-32C of all bytes before |
///
/// All numbers are big-endian.
final class Checkpoint {
    private static final byte[] MAGIC = "VICINOCP".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;

    private final Path file;
    private final TrainingOptions options;
    private final ParameterLayout layout;
    private final int images;
    private final int imagesHash;

    /// What stands before the numbers.
    ///
    /// @param images in the training set
    /// @param imagesHash of their pixels
    record Header(TrainingOptions options, int images, int imagesHash, List<EpochReport> reports) {}

    Checkpoint(Path file, TrainingOptions options, ParameterLayout layout, float[] trainImages) {
        this.file = file;
        this.options = options;
        this.layout = layout;
        images = trainImages.length / ParameterLayout.PIXELS;
        imagesHash = Arrays.hashCode(trainImages);
    }

    void write(TrainingState state) throws IOException {
        byte[] header = JsonMapper.shared().writeValueAsBytes(new Header(options, images, imagesHash, state.reports()));
        AtomicFile.write(file, out -> {
            CheckedOutputStream checked = new CheckedOutputStream(new BufferedOutputStream(out), new CRC32C());
            DataOutputStream data = new DataOutputStream(checked);
            data.write(MAGIC);
            data.writeInt(VERSION);
            data.writeInt(header.length);
            data.write(header);
            data.writeInt(state.parameters().length);
            writeFloats(data, state.parameters());
            writeFloats(data, state.means());
            writeFloats(data, state.variances());
            data.writeLong(checked.getChecksum().getValue());
            data.flush();
        });
    }

    /// The saved state; null if there is no file.
    ///
    /// @throws CheckpointException if the file is damaged, or of another training
    @Nullable
    TrainingState read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 0, checkedLength(bytes));
        try {
            in.position(MAGIC.length);
            requireEqual("format version", in.getInt(), VERSION);
            byte[] json = new byte[in.getInt()];
            in.get(json);
            Header header = JsonMapper.shared().readValue(json, Header.class);
            requireEqual("options", header.options(), options);
            requireEqual("number of training images", header.images(), images);
            requireEqual("hash of the training images", header.imagesHash(), imagesHash);
            requireEqual("number of parameters", in.getInt(), layout.size());
            return new TrainingState(readFloats(in), readFloats(in), readFloats(in), header.reports());
        } catch (BufferUnderflowException | NegativeArraySizeException | JacksonException e) {
            throw new CheckpointException("checkpoint " + file + " is damaged: " + e.getMessage(), e);
        }
    }

    /// Length of what the checksum covers, once it has been checked.
    private int checkedLength(byte[] bytes) {
        int length = bytes.length - Long.BYTES;
        if (length < MAGIC.length || !Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)) {
            throw new CheckpointException(file + " is no checkpoint of a training");
        }
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        long expected = ByteBuffer.wrap(bytes).getLong(length);
        if (checksum.getValue() != expected) {
            throw new CheckpointException("checkpoint " + file + " is damaged: its " + bytes.length
                    + " bytes have checksum " + Long.toHexString(checksum.getValue()) + "; expected "
                    + Long.toHexString(expected));
        }
        return length;
    }

    private void requireEqual(String what, Object found, Object expected) {
        if (!found.equals(expected)) {
            throw new CheckpointException("checkpoint " + file + " belongs to another training: its " + what + " is "
                    + found + "; expected " + expected);
        }
    }

    private static void writeFloats(OutputStream out, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        out.write(bytes.array());
    }

    private float[] readFloats(ByteBuffer in) {
        float[] values = new float[layout.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = in.getFloat();
        }
        return values;
    }
}
