package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.engine.ItemJson;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/// How an item lies in a Lucene document.
///
/// | field | kind | what |
/// |---|---|---|
/// | `id` | term, and binary value in a format of its own ([ItemCodec]) | the id ([OrderedText]) |
/// | `payload`, `payload.ordered` | terms, points | the payload's paths and values ([PayloadTerms]), for filters |
/// | `item` | binary value | payload, text and source ([ItemJson]) |
/// | `checksum` | number | of all of these ([ItemChecksum]) |
/// | `text` | terms with frequencies | the words of the text, if the collection indexes them |
/// | `vector` | vector with graphs | the vector, once ([VectorField]) |
///
/// Binary values, not stored fields: these are compressed in blocks, and unpacking a block for each of ten hits would
/// take as long as the walk that found them.
final class ItemFields {
    static final String ID = "id";
    static final String ITEM = "item";
    static final String CHECKSUM = "checksum";
    static final String TEXT = "text";

    private static final FieldType WORDS = words();

    private ItemFields() {}

    private static FieldType words() {
        FieldType type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }

    /// @param vectorType of [VectorField#type]
    static Document document(Item item, CollectionSpec spec, FieldType vectorType) {
        Document document = new Document();
        BytesRef id = OrderedText.encode(item.id());
        BytesRef content = OrderedText.encode(ItemJson.write(item));
        float[] vector = item.vector();
        document.add(new StringField(ID, id, Field.Store.NO));
        document.add(new BinaryDocValuesField(ID, id));
        document.add(new BinaryDocValuesField(ITEM, content));
        document.add(new NumericDocValuesField(CHECKSUM, ItemChecksum.of(id, content, vector)));
        PayloadTerms.addTo(document, item.payload());
        if (spec.textIndexed() && item.text() != null) {
            document.add(new Field(TEXT, item.text(), WORDS));
        }
        document.add(new KnnFloatVectorField(VectorField.NAME, vector, vectorType));
        return document;
    }

    static Term key(String id) {
        return new Term(ID, OrderedText.encode(id));
    }
}
