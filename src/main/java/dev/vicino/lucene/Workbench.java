package dev.vicino.lucene;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/// A folder in which damaged files are made readable again, as far as that goes, so that Lucene's own readers can be
/// asked for what is left in them.
///
/// Lucene opens a data file only if it begins and ends as it should. So a damaged one is copied, a missing one made,
/// its beginning is taken from a whole file of the same kind, and it is given an end, after a long stretch of nothing
/// where it was cut short. That makes nothing right: [ItemChecksum] tells which items are.
final class Workbench {
    /// Of a file that is cut short, for what was behind the cut. The file system keeps no zeros.
    private static final long STRETCH_BYTES = 1L << 28;

    private final Path folder;
    private final Map<String, byte[]> beginnings;
    private final Set<String> damaged = new HashSet<>();

    private Workbench(Path folder, Map<String, byte[]> beginnings) {
        this.folder = folder;
        this.beginnings = beginnings;
    }

    /// @param folder empty
    /// @param pattern a whole index of the same layout
    static Workbench in(Path folder, Directory pattern) throws IOException {
        Map<String, byte[]> beginnings = new HashMap<>();
        for (String file : pattern.listAll()) {
            if (file.startsWith("_")) {
                try (IndexInput input = pattern.openInput(file, IOContext.DEFAULT)) {
                    beginnings.put(kind(file), CodecUtil.readIndexHeader(input));
                }
            }
        }
        return new Workbench(folder, beginnings);
    }

    /// `_0_Lucene90_0.dvd` is of the kind `Lucene90_0.dvd`.
    private static String kind(String file) {
        return IndexFileNames.stripSegmentName(file);
    }

    Path folder() {
        return folder;
    }

    /// Lays a segment's files out: the whole ones as they are, the damaged ones mended.
    void layOut(SegmentFiles segment, Path original, Directory directory) throws IOException {
        for (String file : segment.files()) {
            Path place = folder.resolve(file);
            if (isWhole(directory, file, segment.id())) {
                linkOrCopy(original.resolve(file), place);
            } else {
                damaged.add(file);
                Files.copy(original.resolve(file), place);
                mend(place, kind(file), segment.id());
            }
        }
        for (String kind : beginnings.keySet()) {
            // Lucene opens values only with all their files, although not all are needed for each.
            if (!segment.files().contains(segment.name() + kind)) {
                damaged.add(segment.name() + kind);
                mend(Files.createFile(folder.resolve(segment.name() + kind)), kind, segment.id());
            }
        }
    }

    /// Whether the file was found damaged, or missing.
    boolean isDamaged(String file) {
        return damaged.contains(file);
    }

    /// Whether a segment's file of this kind was found damaged, or missing.
    boolean isDamaged(SegmentFiles segment, String extension) {
        return damaged.stream()
                .filter(file -> IndexFileNames.parseSegmentName(file).equals(segment.name()))
                .anyMatch(file -> extension.equals(IndexFileNames.getExtension(file)));
    }

    private static boolean isWhole(Directory directory, String file, byte[] id) {
        try (IndexInput input = directory.openInput(file, IOContext.DEFAULT)) {
            CodecUtil.checksumEntireFile(input);
            byte[] header = CodecUtil.readIndexHeader(input);
            return Arrays.equals(id, Arrays.copyOfRange(header, idAt(header), idAt(header) + id.length));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /// Behind the magic number, the codec's name with its length, and the version.
    private static int idAt(byte[] header) {
        return Integer.BYTES + 1 + header[Integer.BYTES] + Integer.BYTES;
    }

    private static void linkOrCopy(Path original, Path place) throws IOException {
        try {
            Files.createLink(place, original);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(original, place);
        }
    }

    private void mend(Path file, String kind, byte[] id) throws IOException {
        byte[] pattern = beginnings.get(kind);
        if (pattern == null) {
            return;
        }
        byte[] header = pattern.clone();
        System.arraycopy(id, 0, header, idAt(header), id.length);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.write(header);
            boolean cutShort = !endsInFooter(bytes);
            if (cutShort) {
                bytes.setLength(bytes.length() + STRETCH_BYTES);
            }
            long checksumAt = bytes.length() - Long.BYTES;
            bytes.seek(checksumAt - 2 * Integer.BYTES);
            bytes.writeInt(CodecUtil.FOOTER_MAGIC);
            bytes.writeInt(0);
            // Only files that are read from end to end need the right one, and those are lost when cut short.
            long checksum = cutShort ? 0 : checksum(bytes, checksumAt);
            bytes.seek(checksumAt);
            bytes.writeLong(checksum);
        }
    }

    private static long checksum(RandomAccessFile bytes, long length) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        bytes.seek(0);
        for (long left = length; left > 0; left -= buffer.length) {
            int some = (int) Math.min(left, buffer.length);
            bytes.readFully(buffer, 0, some);
            crc.update(buffer, 0, some);
        }
        return crc.getValue();
    }

    private static boolean endsInFooter(RandomAccessFile bytes) throws IOException {
        long at = bytes.length() - CodecUtil.footerLength();
        if (at < 0) {
            return false;
        }
        bytes.seek(at);
        return bytes.readInt() == CodecUtil.FOOTER_MAGIC;
    }
}
