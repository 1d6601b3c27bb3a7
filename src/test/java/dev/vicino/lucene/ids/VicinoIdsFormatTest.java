package dev.vicino.lucene.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VicinoIdsFormatTest {
    private static final String FIELD = "id";
    private static final DocValuesFormat OWN = new VicinoIdsFormat();

    /// What segments were written in before.
    private static final DocValuesFormat LUCENES = new Lucene104Codec().getDocValuesFormatForField(FIELD);

    @TempDir
    private Path folder;

    private Directory directory;

    @BeforeEach
    void open() throws IOException {
        directory = new MMapDirectory(folder);
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    @Test
    void ids_of_all_kinds_come_back_from_segments_large_and_small() throws IOException {
        List<BytesRef> ids = idsOfAllKinds();
        try (IndexWriter writer = writer(OWN)) {
            for (int i = 0; i < ids.size(); i++) {
                writer.addDocument(document(ids.get(i)));
                if (i == 0 || i == 3 || i == 400) {
                    writer.flush();
                }
            }
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            assertThat(reader.leaves()).hasSize(4);
        }
        assertHolds(ids);
    }

    @Test
    void what_is_left_after_deletions_is_merged_in_order() throws IOException {
        List<BytesRef> ids = idsOfAllKinds();
        writeInSegmentsOf(150, ids, OWN);
        List<BytesRef> left = new ArrayList<>();
        try (IndexWriter writer = writer(OWN)) {
            for (int i = 0; i < ids.size(); i++) {
                if (i % 3 == 1) {
                    writer.deleteDocuments(new Term(FIELD, ids.get(i)));
                } else {
                    left.add(ids.get(i));
                }
            }
        }
        mergeAll(OWN);
        assertHolds(left);
    }

    @Test
    void segments_of_lucenes_format_are_read_beside_this_one_and_become_this_one_when_merged() throws IOException {
        List<BytesRef> ids = idsOfAllKinds();
        writeInSegmentsOf(200, ids.subList(0, 300), LUCENES);
        writeInSegmentsOf(200, ids.subList(300, ids.size()), OWN);
        assertHolds(ids);
        mergeAll(OWN);
        assertHolds(ids);
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            assertThat(reader.leaves().getFirst().reader().getBinaryDocValues(FIELD))
                    .isInstanceOf(StoredIds.class);
        }
    }

    @Test
    void a_batch_takes_ids_from_several_segments_in_any_order() throws IOException {
        List<BytesRef> ids = idsOfAllKinds();
        writeInSegmentsOf(100, ids, OWN);
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            List<StoredIds> segments = new ArrayList<>();
            for (LeafReaderContext leaf : reader.leaves()) {
                segments.add((StoredIds) leaf.reader().getBinaryDocValues(FIELD));
            }
            List<Integer> order = new ArrayList<>(
                    Stream.iterate(0, i -> i + 1).limit(ids.size()).toList());
            Collections.shuffle(order, new Random(5));
            IdBatch batch = new IdBatch(ids.size());
            for (int i : order) {
                batch.add(segments.get(i / 100), i % 100);
            }
            assertThat(batch.read())
                    .containsExactlyElementsOf(order.stream().map(ids::get).toList());
        }
        assertThat(new IdBatch(0).read()).isEmpty();
    }

    /// As if ten bytes were more than an offset of four bytes reaches.
    @Test
    void offsets_are_wide_where_the_ids_are_too_many_for_narrow_ones() throws IOException {
        List<BytesRef> ids = idsOfAllKinds();
        writeInSegmentsOf(ids.size(), ids, OWN);
        long narrow = Files.size(file());
        try (IndexWriter writer = writer(OWN)) {
            writer.deleteAll();
        }
        writeInSegmentsOf(ids.size(), ids, new VicinoIdsFormat(10));
        assertThat(Files.size(file()) - narrow).isBetween(4L * ids.size(), 4L * ids.size() + 8);
        assertHolds(ids);
    }

    @Test
    void two_fields_share_the_file() throws IOException {
        try (IndexWriter writer = writer(OWN)) {
            for (int i = 0; i < 9; i++) {
                Document document = document(new BytesRef("first " + i));
                document.add(new BinaryDocValuesField("second", new BytesRef("second".substring(i % 6))));
                writer.addDocument(document);
            }
        }
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            BinaryDocValues first = reader.leaves().getFirst().reader().getBinaryDocValues(FIELD);
            BinaryDocValues second = reader.leaves().getFirst().reader().getBinaryDocValues("second");
            for (int i = 8; i >= 0; i--) {
                assertThat(first.advanceExact(i) && second.advanceExact(i)).isTrue();
                assertThat(first.binaryValue().utf8ToString()).isEqualTo("first " + i);
                assertThat(second.binaryValue().utf8ToString()).isEqualTo("second".substring(i % 6));
            }
        }
        assertThat(file()).exists();
    }

    @Test
    void a_document_without_an_id_is_refused() throws IOException {
        for (int without : new int[] {0, 2, 4}) {
            try (IndexWriter writer = writer(OWN)) {
                for (int i = 0; i < 5; i++) {
                    writer.addDocument(i == without ? new Document() : document(new BytesRef("i" + i)));
                }
                assertThatThrownBy(writer::flush)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("document " + without + " of 5 has no value in field 'id'; expected one in each");
            }
        }
    }

    @Test
    void values_of_other_kinds_are_refused() throws IOException {
        BytesRef bytes = new BytesRef("x");
        for (Field field : List.of(
                new NumericDocValuesField("number", 1),
                new SortedNumericDocValuesField("numbers", 1),
                new SortedDocValuesField("sorted", bytes),
                new SortedSetDocValuesField("set", bytes))) {
            try (IndexWriter writer = writer(OWN)) {
                writer.addDocument(List.of(field));
                assertThatThrownBy(writer::flush)
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining("field '" + field.name() + "'");
            }
        }
    }

    @Test
    void damage_to_any_byte_is_found() throws IOException {
        writeInSegmentsOf(5, List.of(new BytesRef("a"), new BytesRef("bc"), new BytesRef("")), OWN);
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x11;
            Files.write(file(), damaged);
            assertThatThrownBy(this::openAndCheck).as("byte " + i).isInstanceOf(IOException.class);
        }
        Files.write(file(), whole);
        openAndCheck();
    }

    @Test
    void an_offset_that_leads_nowhere_is_corruption() throws IOException {
        writeInSegmentsOf(2, List.of(new BytesRef("a"), new BytesRef("bc")), OWN);
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            StoredIds ids = (StoredIds) reader.leaves().getFirst().reader().getBinaryDocValues(FIELD);
            assertThat(ids.begin(2)).isEqualTo(3);
            assertThatThrownBy(() -> ids.length(1, 4))
                    .isInstanceOf(CorruptIndexException.class)
                    .hasMessageContaining("the id of document 1 begins at 4 and ends at 3");
        }
    }

    private void openAndCheck() throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            ((CodecReader) reader.leaves().getFirst().reader()).checkIntegrity();
        }
    }

    private void assertHolds(List<BytesRef> ids) throws IOException {
        List<BytesRef> found = new ArrayList<>();
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                BinaryDocValues values = leaf.reader().getBinaryDocValues(FIELD);
                for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                    assertThat(values.nextDoc()).isEqualTo(doc);
                    found.add(BytesRef.deepCopyOf(values.binaryValue()));
                }
                assertThat(values.nextDoc()).isEqualTo(BinaryDocValues.NO_MORE_DOCS);
            }
        }
        assertThat(found).containsExactlyElementsOf(ids);
        try (CheckIndex check = new CheckIndex(directory)) {
            assertThat(check.checkIndex().clean).isTrue();
        }
    }

    private void writeInSegmentsOf(int size, List<BytesRef> ids, DocValuesFormat format) throws IOException {
        try (IndexWriter writer = writer(format)) {
            for (int i = 0; i < ids.size(); i++) {
                writer.addDocument(document(ids.get(i)));
                if ((i + 1) % size == 0) {
                    writer.flush();
                }
            }
        }
    }

    private void mergeAll(DocValuesFormat format) throws IOException {
        try (IndexWriter writer = new IndexWriter(directory, config(format).setMergePolicy(new LogDocMergePolicy()))) {
            writer.forceMerge(1);
        }
    }

    private IndexWriter writer(DocValuesFormat format) throws IOException {
        return new IndexWriter(directory, config(format).setMergePolicy(NoMergePolicy.INSTANCE));
    }

    private static IndexWriterConfig config(DocValuesFormat format) {
        Codec codec = new Lucene104Codec() {
            @Override
            public DocValuesFormat getDocValuesFormatForField(String field) {
                return format;
            }
        };
        return new IndexWriterConfig().setCodec(codec).setUseCompoundFile(false);
    }

    private static Document document(BytesRef id) {
        Document document = new Document();
        document.add(new StringField(FIELD, id, Field.Store.NO));
        document.add(new BinaryDocValuesField(FIELD, id));
        return document;
    }

    /// All different: none, a byte, a lone surrogate's bytes, bytes of no text at all, a thousand.
    private static List<BytesRef> idsOfAllKinds() {
        List<BytesRef> ids = new ArrayList<>(List.of(
                new BytesRef(""),
                new BytesRef("x"),
                new BytesRef(new byte[] {0}),
                new BytesRef("Größe 漢字 😀"),
                new BytesRef(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}),
                new BytesRef(new byte[] {-1, -2, -128}),
                new BytesRef("y".repeat(1000))));
        for (int i = 0; ids.size() < 500; i++) {
            ids.add(new BytesRef("test/" + i + "-".repeat(i % 7)));
        }
        return ids;
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> own = files.filter(file -> file.toString().endsWith("." + VicinoIdsFormat.EXTENSION))
                    .toList();
            assertThat(own).hasSize(1);
            return own.getFirst();
        }
    }
}
