package dev.vicino.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.Version;
import org.jspecify.annotations.Nullable;

/// The files of one segment, as their names tell, with those readings of them that need no other file.
///
/// @param name `_0`, `_1`…: later segments have higher numbers, base 36
/// @param files their names
/// @param id what every file of the segment carries at its beginning
record SegmentFiles(String name, SortedSet<String> files, byte[] id) {
    static final String DELETIONS = "liv";
    static final String FIELDS = "fnm";
    static final String VECTORS = "vec";
    static final String VECTOR_PLACES = "vemf";

    private static final int ID_BYTES = StringHelper.ID_LENGTH;

    /// All segments that have files there, the oldest first; without those of which no file says the id.
    static List<SegmentFiles> in(CollectionFolder folder, Directory directory) throws IOException {
        Map<String, SortedSet<String>> byName = new TreeMap<>(Comparator.comparingLong(SegmentFiles::number));
        folder.luceneFiles().stream()
                .map(path -> path.getFileName().toString())
                .filter(file -> file.startsWith("_"))
                .forEach(
                        file -> byName.computeIfAbsent(IndexFileNames.parseSegmentName(file), unused -> new TreeSet<>())
                                .add(file));
        List<SegmentFiles> segments = new ArrayList<>();
        for (Map.Entry<String, SortedSet<String>> segment : byName.entrySet()) {
            id(directory, segment.getValue())
                    .ifPresent(id -> segments.add(new SegmentFiles(segment.getKey(), segment.getValue(), id)));
        }
        return segments;
    }

    private static long number(String segment) {
        return Long.parseLong(segment.substring(1), Character.MAX_RADIX);
    }

    /// The id that two of the files carry, as one may be damaged just there.
    private static Optional<byte[]> id(Directory directory, SortedSet<String> files) {
        List<byte[]> ids = new ArrayList<>();
        for (String file : files) {
            byte[] id = id(directory, file);
            if (id != null) {
                if (ids.stream().anyMatch(known -> Arrays.equals(known, id))) {
                    return Optional.of(id);
                }
                ids.add(id);
            }
        }
        return ids.stream().findFirst();
    }

    private static byte @Nullable [] id(Directory directory, String file) {
        try (IndexInput input = directory.openInput(file, IOContext.DEFAULT)) {
            if (CodecUtil.readBEInt(input) != CodecUtil.CODEC_MAGIC) {
                return null;
            }
            input.readString();
            CodecUtil.readBEInt(input);
            byte[] id = new byte[ID_BYTES];
            input.readBytes(id, 0, ID_BYTES);
            return id;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /// The file of this kind; null if it is missing.
    @Nullable
    String file(String extension) {
        return files.stream()
                .filter(file -> extension.equals(IndexFileNames.getExtension(file)))
                .findFirst()
                .orElse(null);
    }

    /// What its own file says of it; null if that is missing or damaged.
    @Nullable
    SegmentInfo readInfo(Directory directory) {
        try {
            return Codec.getDefault().segmentInfoFormat().read(directory, name, id, IOContext.DEFAULT);
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /// What its own file says of the fields; null if that is missing or damaged.
    @Nullable
    FieldInfos readFieldInfos(Directory directory) {
        try {
            return readFieldInfos(directory, info(directory, 1));
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    static FieldInfos readFieldInfos(Directory directory, SegmentInfo segment) throws IOException {
        return Codec.getDefault().fieldInfosFormat().read(directory, segment, "", IOContext.DEFAULT);
    }

    /// The file of this generation's deletions.
    String deletions(long generation) {
        return IndexFileNames.fileNameFromGeneration(name, DELETIONS, generation);
    }

    /// The file of the latest deletions; null if there is none.
    @Nullable
    String lastDeletions() {
        return files.stream()
                .filter(file -> DELETIONS.equals(IndexFileNames.getExtension(file)))
                .max(Comparator.comparingLong(IndexFileNames::parseGeneration))
                .orElse(null);
    }

    /// What stands in for the segment's own description.
    SegmentInfo info(Directory directory, int maxDoc) {
        return new SegmentInfo(
                directory,
                Version.LATEST,
                Version.LATEST,
                name,
                maxDoc,
                false,
                false,
                Codec.getDefault(),
                Map.of(),
                id,
                Map.of(),
                null);
    }
}
