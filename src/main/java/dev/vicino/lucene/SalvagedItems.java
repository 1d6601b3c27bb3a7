package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.engine.ItemJson;
import dev.vicino.engine.VectorCheck;
import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// Reads what is left of one segment, item by item, past Lucene's reader of whole segments: that one opens all files
/// or none. An item is whole if its id, its content and a vector from any field that has it fit its checksum.
///
/// The graphs are not needed, and neither are the terms, but for naming items whose values are lost.
final class SalvagedItems implements Closeable {
    private final CollectionSpec spec;
    private final DocValuesProducer values;
    private final SalvagedVectors vectors;
    private final BinaryDocValues ids;
    private final BinaryDocValues contents;
    private final NumericDocValues checksums;

    private SalvagedItems(CollectionSpec spec, DocValuesProducer values, FieldInfos fields, SalvagedVectors vectors)
            throws IOException {
        this.spec = spec;
        this.values = values;
        this.vectors = vectors;
        this.ids = values.getBinary(fields.fieldInfo(ItemFields.ID));
        this.contents = values.getBinary(fields.fieldInfo(ItemFields.ITEM));
        this.checksums = values.getNumeric(fields.fieldInfo(ItemFields.CHECKSUM));
    }

    /// @throws IOException if nothing can be read with these fields
    static SalvagedItems open(
            CollectionSpec spec, Directory directory, SegmentInfo info, FieldInfos fields, SalvagedVectors vectors)
            throws IOException {
        SegmentReadState state = new SegmentReadState(directory, info, fields, IOContext.DEFAULT);
        DocValuesProducer values = Codec.getDefault().docValuesFormat().fieldsProducer(state);
        try {
            return new SalvagedItems(spec, values, fields, vectors);
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
        String id = null;
        try {
            if (!ids.advanceExact(doc)) {
                return new Outcome.Lost(null);
            }
            BytesRef key = BytesRef.deepCopyOf(ids.binaryValue());
            id = OrderedText.decode(key);
            if (contents.advanceExact(doc) && checksums.advanceExact(doc)) {
                Item item = whole(doc, id, key, contents.binaryValue(), checksums.longValue());
                return item == null ? new Outcome.Lost(id) : new Outcome.Saved(item);
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            // A value that leads nowhere.
        }
        return new Outcome.Lost(id);
    }

    private @Nullable Item whole(int doc, String id, BytesRef key, BytesRef content, long checksum) throws IOException {
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
