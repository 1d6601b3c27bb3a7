package dev.vicino.vae;

import dev.vicino.file.AtomicFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.util.ModelSerializer;

/// The file of a model: the zip that DL4J's `ModelSerializer` writes and reads.
///
/// | entry | content |
/// |---|---|
/// | `configuration.json` | the network's layers; checked by [Dl4jConfiguration] |
/// | `coefficients.bin` | the parameters, one ND4J array |
///
/// An array is two buffers, of longs with its shape (rank first, then the dimensions) and of floats with its elements.
/// A buffer is allocation mode (UTF), length (long), type (UTF), elements, all big-endian.
///
/// Written by DL4J, read here: a program that embeds an image need not wait for ND4J's native libraries to load.
final class ModelFile {
    private static final String CONFIGURATION = "configuration.json";
    private static final String COEFFICIENTS = "coefficients.bin";

    /// What a file holds.
    ///
    /// @param parameters as many as the layout has
    record Content(ParameterLayout layout, float[] parameters) {}

    private ModelFile() {}

    static void write(Path file, ParameterLayout layout, float[] parameters) throws IOException {
        AtomicFile.write(file, out -> ModelSerializer.writeModel(Dl4jNetwork.of(layout, parameters), out, false));
    }

    static Content read(Path file) throws IOException {
        Map<String, byte[]> entries;
        try {
            entries = entries(file);
        } catch (ZipException | EOFException e) {
            throw new CorruptModelException(file + " is damaged: " + e.getMessage(), e);
        }
        ParameterLayout layout =
                new ParameterLayout(Dl4jConfiguration.latentDimension(file, entry(file, entries, CONFIGURATION)));
        float[] parameters;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(entry(file, entries, COEFFICIENTS)))) {
            parameters = coefficients(file, in, layout.size());
        } catch (EOFException | UTFDataFormatException e) {
            throw new CorruptModelException(file + " is damaged: " + COEFFICIENTS + " ends early", e);
        }
        return new Content(layout, parameters);
    }

    /// The entries needed, each checked against its checksum.
    private static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        // A stream checks the entries' checksums, which ZipFile does not.
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(CONFIGURATION) || entry.getName().equals(COEFFICIENTS)) {
                    entries.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return entries;
    }

    private static byte[] entry(Path file, Map<String, byte[]> entries, String name) {
        byte[] bytes = entries.get(name);
        if (bytes == null) {
            throw new CorruptModelException(file + " is no DL4J network: it has no entry '" + name + "'");
        }
        return bytes;
    }

    private static float[] coefficients(Path file, DataInputStream in, int expected) throws IOException {
        long shapeLength = bufferLength(file, in, "LONG");
        in.skipNBytes(shapeLength * Long.BYTES);
        long length = bufferLength(file, in, "FLOAT");
        if (length != expected) {
            throw new CorruptModelException(
                    file + " has " + length + " parameters; its configuration asks for " + expected);
        }
        byte[] bytes = in.readNBytes(expected * Float.BYTES);
        if (bytes.length < expected * Float.BYTES) {
            throw new EOFException();
        }
        float[] parameters = new float[expected];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(parameters);
        for (int i = 0; i < expected; i++) {
            if (!Float.isFinite(parameters[i])) {
                throw new CorruptModelException(
                        file + " has " + parameters[i] + " as parameter " + i + "; expected a finite number");
            }
        }
        return parameters;
    }

    private static long bufferLength(Path file, DataInputStream in, String expectedType) throws IOException {
        in.readUTF();
        long length = in.readLong();
        String type = in.readUTF();
        if (!type.equals(expectedType)) {
            throw new CorruptModelException(file + " is damaged: a buffer of type '" + type + "' in " + COEFFICIENTS
                    + "; expected " + expectedType);
        }
        return length;
    }
}
