package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.engine.ItemJson;
import dev.vicino.engine.VectorCheck;
import java.io.Closeable;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// Reads what is left of one segment, item by item, past Lucene's reader of whole segments: that one opens all files
/// or none. An item is whole if its id, its content and a vector from any field that has it fit its checksum.
///
/// The graphs are not needed, and neither are the terms, but for ids: those are in the terms too.
final class SalvagedItems implements Closeable {
    private final CollectionSpec spec;
    private final DocValuesProducer values;
    private final SalvagedVectors vectors;
    private final SalvagedTerms terms;

    /// Null if their file cannot be read.
    private final @Nullable BinaryDocValues ids;

    private final BinaryDocValues contents;
    private final NumericDocValues checksums;

    private SalvagedItems(
            CollectionSpec spec,
            DocValuesProducer values,
            FieldInfos fields,
            SalvagedVectors vectors,
            SalvagedTerms terms)
            throws IOException {
        this.spec = spec;
        this.values = values;
        this.vectors = vectors;
        this.terms = terms;
        FieldInfo id = fields.fieldInfo(ItemFields.ID);
        this.ids = id == null ? null : values.getBinary(id);
        this.contents = values.getBinary(fields.fieldInfo(ItemFields.ITEM));
        this.checksums = values.getNumeric(fields.fieldInfo(ItemFields.CHECKSUM));
    }

    /// @throws IOException if nothing can be read with these fields
    static SalvagedItems open(
            CollectionSpec spec, SegmentReadState segment, SalvagedVectors vectors, SalvagedTerms terms)
            throws IOException {
        try {
            return openAll(spec, segment, vectors, terms);
        } catch (IOException | RuntimeException | AssertionError e) {
            return openAll(spec, withoutIds(segment), vectors, terms);
        }
    }

    /// Lucene opens the files of all fields or none.
    private static SegmentReadState withoutIds(SegmentReadState segment) {
        FieldInfo[] others = StreamSupport.stream(segment.fieldInfos.spliterator(), false)
                .filter(field -> !field.name.equals(ItemFields.ID))
                .toArray(FieldInfo[]::new);
        return new SegmentReadState(segment.directory, segment.segmentInfo, new FieldInfos(others), segment.context);
    }

    private static SalvagedItems openAll(
            CollectionSpec spec, SegmentReadState segment, SalvagedVectors vectors, SalvagedTerms terms)
            throws IOException {
        DocValuesProducer values = Codec.getDefault().docValuesFormat().fieldsProducer(segment);
        try {
            return new SalvagedItems(spec, values, segment.fieldInfos, vectors, terms);
        } catch (IOException | RuntimeException | AssertionError e) {
            IOUtils.closeWhileHandlingException(values);
            throw e;
        }
    }

    /// What became of one document.
    sealed interface Outcome {
        /// It can be read whole.
        record Saved(Item item) implements Outcome {}

        /// It cannot.
        ///
        /// @param id as far as it can be read; null if not at all
        record Lost(@Nullable String id) implements Outcome {}
    }

    Outcome outcome(int doc) {
        String stored = storedId(doc);
        Item item = whole(doc, stored);
        if (item == null) {
            item = whole(doc, terms.id(doc));
        }
        return item == null ? new Outcome.Lost(stored) : new Outcome.Saved(item);
    }

    private @Nullable String storedId(int doc) {
        try {
            return ids != null && ids.advanceExact(doc) ? OrderedText.decode(ids.binaryValue()) : null;
        } catch (IOException | RuntimeException | AssertionError e) {
            return null;
        }
    }

    /// The item, if it is whole and this is its id.
    private @Nullable Item whole(int doc, @Nullable String id) {
        try {
            return id != null && contents.advanceExact(doc) && checksums.advanceExact(doc)
                    ? whole(doc, id, contents.binaryValue(), checksums.longValue())
                    : null;
        } catch (IOException | RuntimeException | AssertionError e) {
            // A value that leads nowhere.
            return null;
        }
    }

    private @Nullable Item whole(int doc, String id, BytesRef content, long checksum) throws IOException {
        BytesRef key = OrderedText.encode(id);
        for (float[] vector : vectors.candidates(doc)) {
            if (ItemChecksum.of(key, content, vector) == checksum) {
                VectorCheck.check(
                        spec,
                        "the vector of '" + id + "'",
                        vector,
                        spec.metrics().contains(Metric.COSINE));
                ItemJson json = ItemJson.read(OrderedText.decode(content));
                return new Item(id, vector, json.payload(), json.text(), json.source());
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        values.close();
    }
}
