package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.VerifyReport.GraphReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.HnswGraph;

/// Checks what is in one segment whose files are as they were written: the fields against the spec, each item against
/// its checksum, and how much of each graph a walk can reach.
final class SegmentCheck {
    /// Fewer nodes than this share within reach cost a search recall that it need not lose.
    private static final double WELL_LINKED = 0.95;

    /// An item is read in microseconds: progress after each would take longer than the item.
    private static final int ITEMS_BETWEEN_PROGRESS = 1000;

    private final CollectionSpec spec;
    private final SegmentReader segment;
    private final SegmentItems items;
    private final Findings findings;

    SegmentCheck(CollectionSpec spec, LeafReaderContext leaf, Findings findings) {
        this.spec = spec;
        this.segment = (SegmentReader) leaf.reader();
        this.items = new SegmentItems(leaf, GraphField.anyOf(spec));
        this.findings = findings;
    }

    /// Reads each living item in every way that it is stored.
    ///
    /// @param progress is told now and then how many were read
    /// @return how many are whole
    long items(IntConsumer progress) throws IOException {
        if (!fieldsAreThere()) {
            return 0;
        }
        BinaryDocValues ids = DocValues.getBinary(segment, ItemFields.ID);
        BinaryDocValues contents = DocValues.getBinary(segment, ItemFields.ITEM);
        NumericDocValues checksums = DocValues.getNumeric(segment, ItemFields.CHECKSUM);
        Bits live = segment.getLiveDocs();
        long whole = 0;
        for (int doc = 0; doc < segment.maxDoc(); doc++) {
            if (live == null || live.get(doc)) {
                boolean there = ids.advanceExact(doc) && contents.advanceExact(doc) && checksums.advanceExact(doc);
                if (!there) {
                    findings.damage("item " + doc + " of segment " + name() + " lacks its id, content or checksum");
                } else if (isWhole(doc, ids.binaryValue(), contents.binaryValue(), checksums.longValue())) {
                    whole++;
                }
            }
            if ((doc + 1) % ITEMS_BETWEEN_PROGRESS == 0 || doc + 1 == segment.maxDoc()) {
                progress.accept(doc + 1);
            }
        }
        return whole;
    }

    private boolean fieldsAreThere() throws IOException {
        boolean all = true;
        for (GraphField graph : GraphField.of(spec)) {
            FieldInfo field = segment.getFieldInfos().fieldInfo(graph.fieldName());
            int dimension = field == null ? 0 : field.getVectorDimension();
            FloatVectorValues vectors = segment.getFloatVectorValues(graph.fieldName());
            int count = vectors == null ? 0 : vectors.size();
            if (dimension != spec.dimension() || count != segment.maxDoc()) {
                findings.damage("the field '" + graph.fieldName() + "' of segment " + name() + " has " + count
                        + " vectors of " + dimension + " dimensions; expected " + segment.maxDoc() + " of "
                        + spec.dimension());
                all = false;
            }
        }
        return all;
    }

    private boolean isWhole(int doc, BytesRef id, BytesRef content, long checksum) {
        String item = "item " + doc + " of segment " + name();
        try {
            String text = OrderedText.decode(id);
            item = "item '" + text + "'";
            for (GraphField graph : GraphField.of(spec)) {
                FloatVectorValues vectors = segment.getFloatVectorValues(graph.fieldName());
                float[] vector = vectors.vectorValue(doc);
                if (ItemChecksum.of(id, content, vector) != checksum) {
                    findings.damage(item + " does not have the checksum that it was put in with, with its vector in '"
                            + graph.fieldName() + "'");
                    return false;
                }
                VectorCheck.check(
                        spec, "the vector of " + item, vector, spec.metrics().contains(Metric.COSINE));
            }
            if (items.find(text) != doc) {
                findings.damage(item + " is not found by its id");
                return false;
            }
            items.item(doc);
            return true;
        } catch (IOException | RuntimeException e) {
            findings.damage(item + " cannot be read: " + e.getMessage());
            return false;
        }
    }

    /// How far a walk gets in each graph.
    List<GraphReport> graphs() throws IOException {
        List<GraphReport> graphs = new ArrayList<>();
        for (GraphField field : GraphField.of(spec)) {
            List<String> metrics = spec.metrics().stream()
                    .filter(metric -> GraphField.of(metric) == field)
                    .map(Metric::symbol)
                    .toList();
            HnswGraph graph = graph(field);
            if (graph == null || graph.size() == 0) {
                graphs.add(new GraphReport(name(), metrics, segment.maxDoc(), null));
            } else {
                double share = (double) reachable(graph) / graph.size();
                graphs.add(new GraphReport(name(), metrics, graph.size(), share));
                if (share < WELL_LINKED) {
                    findings.notice(
                            "in segment %s a search by %s can reach %.1f %% of the items on its own; equal vectors"
                                            .formatted(name(), String.join(", ", metrics), share * 100)
                                    + " may be the cause");
                }
            }
        }
        return graphs;
    }

    private HnswGraph graph(GraphField field) throws IOException {
        KnnVectorsReader reader = segment.getVectorReader();
        if (reader instanceof PerFieldKnnVectorsFormat.FieldsReader fields) {
            reader = fields.getFieldReader(field.fieldName());
        }
        return reader instanceof HnswGraphProvider provider ? provider.getGraph(field.fieldName()) : HnswGraph.EMPTY;
    }

    private static int reachable(HnswGraph graph) throws IOException {
        FixedBitSet seen = new FixedBitSet(graph.size());
        int[] queue = new int[graph.size()];
        int tail = 0;
        queue[tail++] = graph.entryNode();
        seen.set(graph.entryNode());
        for (int head = 0; head < tail; head++) {
            graph.seek(0, queue[head]);
            for (int next = graph.nextNeighbor(); next != DocIdSetIterator.NO_MORE_DOCS; next = graph.nextNeighbor()) {
                if (!seen.getAndSet(next)) {
                    queue[tail++] = next;
                }
            }
        }
        return tail;
    }

    private String name() {
        return segment.getSegmentName();
    }
}
