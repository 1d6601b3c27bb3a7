package dev.vicino.lucene.graph;

import dev.vicino.CollectionSpec;
import dev.vicino.GraphParameters;
import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// Vectors, and the HNSW graphs over them (Malkov & Yashunin 2016, arXiv:1603.09320).
///
/// A segment has five files for the fields of this format. The vectors themselves are in `.vec` and `.vemf`, by
/// Lucene's own flat format: float32, little-endian, one after the other, from a 64-byte boundary on. The graphs
/// and what speeds walks through them up are in the other three:
///
/// ## `.vem`, the meta file
/// | bytes | what |
/// |---|---|
/// | index header | codec `VicinoGraphsMeta`, version 3, the segment's id and suffix |
/// | for each field: int | its number |
/// | vint | how many vectors it has |
/// | vint | how many graphs follow |
/// | for each graph: byte | what is walked by through it ([GraphKind]), a bit each: 1 L2, 2 L1, 4 dot, 8 cosine |
/// | byte | the bit of the one by which it was linked; not there in version 0, where it was one of them |
/// | vint | M: the most links of a node on an upper layer |
/// | vint | the node where a walk begins |
/// | vint | the beam: nodes that a walk keeps on layers above the lowest; before version 3 not there and 1 |
/// | vlong | where the graph begins in `.vex` |
/// | vint | layers, at least 1 |
/// | for each layer, lowest first: vint, vint | nodes on it; width of a row, in links |
/// | vint | dimensions of the field's image ([VectorImage]); 0 if it has none, and then the next rows are not there |
/// | vlong | where it begins in `.vei` |
/// | int | the bits of a float: steps to a unit of its coordinates |
/// | vint | how many metrics are walked by it |
/// | for each metric: string | its symbol |
/// | long | the bits of a double: how many nodes a walk keeps in the image for one of its effort |
/// | from version 2 on: byte | 1 if the vectors are there a second time, in steps ([SteppedVectors]), else 0 |
/// | if so: vlong | where they begin in `.vei` |
/// | long | the bits of a double: from one step to the next |
/// | zint | the number of the step whose code is 0, counted from zero's |
/// | int | −1: no more fields |
/// | footer | with the file's checksum |
///
/// ## `.vex`, the data file
/// | bytes | what |
/// |---|---|
/// | index header | codec `VicinoGraphsData`, version 3, the segment's id and suffix |
/// | for each graph, from a 64-byte boundary: int × width × nodes | the lowest layer's rows, one for each vector |
/// | for each upper layer: int × nodes | its nodes, ascending |
/// | int × width × nodes | its rows, in the same order |
/// | footer | with the file's checksum |
///
/// ## `.vei`, the image file
/// It is made from the vectors and can be made again from them.
///
/// | bytes | what |
/// |---|---|
/// | index header | codec `VicinoImages`, version 3, the segment's id and suffix |
/// | for each image, from a 64-byte boundary: float × dimension of the field | the point that is its origin |
/// | float × dimension of the field × dimensions of the image | its axes, unless it is of the components, see below |
/// | float × vectors | 1 over each vector's length |
/// | byte × dimensions × vectors | the vectors' coordinates, in steps, signed |
/// | for vectors in steps, from a 64-byte boundary: byte × dimension of the field × vectors | codes, signed |
/// | footer | with the file's checksum |
///
/// From version 1 on, an image that has as many dimensions as the field, rounded up to a multiple of 16, has no axes:
/// its coordinates are the components less the origin.
///
/// A row holds the numbers of the nodes that its node is linked to, ascending, then −1 up to its width. Nodes are
/// numbered as the field's vectors are. Integers are little-endian, vints and vlongs as Lucene writes them.
///
/// A field of fewer than [#SMALLEST_GRAPH] vectors has no graph: comparing them all takes no longer. While somebody
/// waits for segments that come and go, it takes [#SMALLEST_HURRIED_GRAPH]: so many are compared a thousand times
/// before a graph has paid for being linked. A segment that lacks a graph for no other reason has the attribute
/// `vicino.unlinked`.
///
/// An application that has a Lucene index can use it there, and change nothing else: its `KnnFloatVectorQuery` walks
/// as a collection's searches do, with an effort of as many as it asks for.
///
/// ```java
/// KnnVectorsFormat format = new VicinoVectorsFormat();
/// writerConfig.setCodec(new Lucene104Codec() {
///     @Override
///     public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
///         return format;
///     }
/// });
/// ```
///
/// The class is public for Lucene, which finds it by name through `META-INF/services`. It must be loadable where the
/// JVM has no `jdk.incubator.vector`, or no format could be found at all: so neither it nor what it loads names a type
/// of that module.
public final class VicinoVectorsFormat extends KnnVectorsFormat {
    static final String NAME = "Vicino";
    static final String META_EXTENSION = "vem";
    static final String DATA_EXTENSION = "vex";
    static final String IMAGE_EXTENSION = "vei";
    static final String META_CODEC = "VicinoGraphsMeta";
    static final String DATA_CODEC = "VicinoGraphsData";
    static final String IMAGE_CODEC = "VicinoImages";
    static final int FIRST_VERSION = 0;

    /// From which on the meta file says what a graph was linked by, and an image may be of the components.
    static final int VERSION_OF_SHARING = 1;

    /// From which on vectors may be there a second time, in steps.
    static final int VERSION_OF_STEPS = 2;

    /// From which on the meta file says how many nodes a walk keeps on a graph's upper layers.
    static final int VERSION_OF_BEAMS = 3;

    static final int VERSION = VERSION_OF_BEAMS;

    /// Below this a scan compares about as many as a walk.
    static final int SMALLEST_GRAPH = 200;

    /// Below this a segment that is written in a hurry is left to be scanned, until it is merged.
    static final int SMALLEST_HURRIED_GRAPH = 2000;

    private static final String UNLINKED = "vicino.unlinked";

    private static final FlatVectorsFormat FLAT =
            new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());

    private final GraphLinking.Options options;

    /// For Lucene, to read with. The graphs say of themselves how they were built.
    public VicinoVectorsFormat() {
        this(GraphParameters.DEFAULT);
    }

    /// To write with.
    public VicinoVectorsFormat(GraphParameters parameters) {
        this(parameters, LinkingListener.NONE);
    }

    /// To write with.
    ///
    /// @param listener of the linking of all graphs
    public VicinoVectorsFormat(GraphParameters parameters, LinkingListener listener) {
        this(new GraphLinking.Options(parameters, SMALLEST_GRAPH, SMALLEST_HURRIED_GRAPH, listener));
    }

    VicinoVectorsFormat(GraphLinking.Options options) {
        super(NAME);
        this.options = options;
    }

    /// Whether a segment was written without graphs that it would get if it were merged, even alone.
    public static boolean isUnlinked(SegmentInfo segment) {
        return segment.getAttribute(UNLINKED) != null;
    }

    static void unlinked(SegmentInfo segment) {
        segment.putAttribute(UNLINKED, Boolean.toString(true));
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        return new GraphVectorsWriter(state, options, FLAT);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        return new GraphVectorsReader(state, FLAT);
    }

    @Override
    public int getMaxDimensions(String fieldName) {
        return CollectionSpec.MAX_DIMENSION;
    }

    @Override
    public String toString() {
        return NAME + "(" + options.parameters() + ")";
    }
}
