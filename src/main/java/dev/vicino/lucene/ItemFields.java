package dev.vicino.lucene;

import dev.vicino.Item;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;

/// How an item lies in a Lucene document.
///
/// | field | kind | what |
/// |---|---|---|
/// | `id` | term and binary value | the id ([OrderedText]) |
/// | `payload`, `payload.ordered` | terms, points | the payload's paths and values ([PayloadTerms]), for filters |
/// | `item` | binary value | payload, text and source ([ItemJson]) |
/// | `vector.l2`, `vector.dot`, `vector.cosine` | vector with graph | those that the metrics need ([GraphField]) |
///
/// Binary values, not stored fields: these are compressed in blocks, and unpacking a block for each of ten hits would
/// take as long as the walk that found them.
final class ItemFields {
    static final String ID = "id";
    static final String ITEM = "item";

    private ItemFields() {}

    static Document document(Item item, Set<GraphField> graphs) {
        Document document = new Document();
        document.add(new StringField(ID, OrderedText.encode(item.id()), Field.Store.NO));
        document.add(new BinaryDocValuesField(ID, OrderedText.encode(item.id())));
        document.add(new BinaryDocValuesField(ITEM, ItemJson.write(item)));
        PayloadTerms.addTo(document, item.payload());
        float[] vector = item.vector();
        for (GraphField graph : graphs) {
            document.add(new KnnFloatVectorField(graph.fieldName(), vector, graph.similarity()));
        }
        return document;
    }

    static Term key(String id) {
        return new Term(ID, OrderedText.encode(id));
    }
}
