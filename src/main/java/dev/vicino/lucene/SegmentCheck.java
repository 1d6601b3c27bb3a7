package dev.vicino.lucene;

import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.VerifyReport.GraphReport;
import dev.vicino.engine.VectorCheck;
import dev.vicino.lucene.graph.SegmentVectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
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
        this.items = new SegmentItems(leaf);
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
        FieldInfo field = segment.getFieldInfos().fieldInfo(VectorField.NAME);
        int dimension = field == null ? 0 : field.getVectorDimension();
        FloatVectorValues vectors = segment.getFloatVectorValues(VectorField.NAME);
        int count = vectors == null ? 0 : vectors.size();
        if (dimension == spec.dimension() && count == segment.maxDoc()) {
            return true;
        }
        findings.damage("the field '" + VectorField.NAME + "' of segment " + name() + " has " + count + " vectors of "
                + dimension + " dimensions; expected " + segment.maxDoc() + " of " + spec.dimension());
        return false;
    }

    private boolean isWhole(int doc, BytesRef id, BytesRef content, long checksum) {
        String item = "item " + doc + " of segment " + name();
        try {
            String text = OrderedText.decode(id);
            item = "item '" + text + "'";
            float[] vector = items.vector(doc);
            if (ItemChecksum.of(id, content, vector) != checksum) {
                findings.damage(item + " does not have the checksum that it was put in with");
                return false;
            }
            VectorCheck.check(
                    spec, "the vector of " + item, vector, spec.metrics().contains(Metric.COSINE));
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
        List<GraphReport> reports = new ArrayList<>();
        Map<Set<Metric>, HnswGraph> graphs = SegmentVectors.graphs(segment, VectorField.NAME);
        for (Map.Entry<Set<Metric>, HnswGraph> graph : graphs.entrySet()) {
            reports.add(report(symbols(graph.getKey()), graph.getValue()));
        }
        if (graphs.isEmpty()) {
            reports.add(new GraphReport(name(), symbols(spec.metrics()), segment.maxDoc(), null));
        }
        return reports;
    }

    private List<String> symbols(Set<Metric> metrics) {
        return spec.metrics().stream()
                .filter(metrics::contains)
                .map(Metric::symbol)
                .toList();
    }

    private GraphReport report(List<String> metrics, HnswGraph graph) throws IOException {
        double share = (double) reachable(graph) / graph.size();
        if (share < WELL_LINKED) {
            findings.notice("in segment %s a search by %s can reach %.1f %% of the items on its own; equal vectors"
                            .formatted(name(), String.join(", ", metrics), share * 100)
                    + " may be the cause");
        }
        return new GraphReport(name(), metrics, graph.size(), share);
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
