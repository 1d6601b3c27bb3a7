package dev.vicino.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.DimensionMismatchException;
import dev.vicino.InvalidVectorException;
import dev.vicino.Metric;
import dev.vicino.ValueRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole blocks offered to a scan, held against sorting all values by [Metric#between].
class NearestScanBlockTest {
    private static final int LIMIT = 10;

    static Stream<Arguments> samples() {
        return Arrays.stream(Metric.values())
                .flatMap(metric -> Arrays.stream(SampleVectors.values()).map(each -> Arguments.of(metric, each)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void finds_the_nearest_of_a_block(Metric metric, SampleVectors samples) {
        for (int dimension : new int[] {9, 37, 300}) {
            float[][] vectors = samples.make(301, dimension);
            for (float[] query : SampleVectors.queries(vectors)) {
                List<Neighbour> expected = SampleVectors.nearest(metric, query, vectors, LIMIT);
                for (NearestScan scan : scans(metric, query)) {
                    scan.offerAll(0, SampleVectors.block(vectors));
                    assertThat(scan.nearest(i -> vectors[i])).isEqualTo(expected);
                    assertThat(scan.compared()).isEqualTo(vectors.length);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void finds_the_nearest_of_columns(Metric metric, SampleVectors samples) {
        for (int dimension : new int[] {1, 2, 3, 8}) {
            float[][] vectors = samples.make(1300, dimension);
            VectorColumns columns = VectorColumns.of(SampleVectors.block(vectors));
            for (float[] query : SampleVectors.queries(vectors)) {
                List<Neighbour> expected = SampleVectors.nearest(metric, query, vectors, LIMIT);
                for (NearestScan scan : scans(metric, query)) {
                    scan.offerAll(0, columns);
                    assertThat(scan.nearest(i -> vectors[i])).isEqualTo(expected);
                    assertThat(scan.compared()).isBetween((long) LIMIT, (long) vectors.length);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void passes_over_columns_that_lie_too_far_off(Metric metric) {
        float[][] vectors = SampleVectors.UNIFORM.make(20_000, 2);
        VectorColumns columns = VectorColumns.of(SampleVectors.block(vectors));
        for (int q = 0; q < 20; q++) {
            float[] query = vectors[997 * q].clone();
            query[0] += 1e-3f;
            for (NearestScan scan : scans(metric, query)) {
                scan.offerAll(0, columns);
                assertThat(scan.nearest(i -> vectors[i]))
                        .isEqualTo(SampleVectors.nearest(metric, query, vectors, LIMIT));
                assertThat(scan.compared()).isLessThan(2000);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void offers_only_what_is_accepted_of_columns(Metric metric) {
        float[][] vectors = SampleVectors.UNIFORM.make(2000, 2);
        VectorColumns columns = VectorColumns.of(SampleVectors.block(vectors));
        BitSet accepted = new BitSet();
        accepted.set(5, 9);
        accepted.set(1000, 1200);
        List<Neighbour> expected = SampleVectors.nearest(metric, vectors[0], vectors, LIMIT, accepted.stream());
        for (NearestScan scan : scans(metric, vectors[0])) {
            scan.offerAccepted(0, columns, accepted::nextSetBit);
            assertThat(scan.nearest(i -> vectors[i])).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void opens_a_block_once_for_all_its_rows(Metric metric) {
        float[][] vectors = SampleVectors.UNIFORM.make(1000, 33);
        VectorBlock whole = SampleVectors.block(vectors);
        AtomicInteger opened = new AtomicInteger();
        VectorBlock block = new VectorBlock() {
            @Override
            public int count() {
                return whole.count();
            }

            @Override
            public int dimension() {
                return whole.dimension();
            }

            @Override
            public void copy(int firstRow, int rows, float[] target, int offset) {
                throw new IllegalStateException("a scan reads through what it opened");
            }

            @Override
            public VectorBlock forOneThread() {
                opened.incrementAndGet();
                return whole;
            }
        };
        NearestScan scan = new NearestScan(metric, vectors[7], LIMIT);
        // Every third row, so that each is read by itself.
        scan.offerAccepted(0, block, row -> (row + 2) / 3 * 3);
        assertThat(scan.compared()).isEqualTo(334);
        assertThat(opened).hasValue(1);
    }

    @Test
    void columns_give_back_their_vectors() {
        float[][] vectors = SampleVectors.UNIFORM.make(20, 3);
        float[] copied = new float[8];
        VectorColumns.of(SampleVectors.block(vectors)).copy(17, 2, copied, 1);
        assertThat(copied)
                .containsExactly(
                        0,
                        vectors[17][0],
                        vectors[17][1],
                        vectors[17][2],
                        vectors[18][0],
                        vectors[18][1],
                        vectors[18][2],
                        0);
    }

    @ParameterizedTest
    @EnumSource
    void offers_only_what_is_accepted(Metric metric) {
        float[][] vectors = SampleVectors.UNIFORM.make(1000, 33);
        BitSet accepted = new BitSet();
        // Single rows, long runs, gaps longer than what is read at once, and the very last row.
        accepted.set(3);
        accepted.set(100, 420);
        accepted.set(777);
        accepted.set(900, 903);
        accepted.set(999);
        List<Neighbour> expected = SampleVectors.nearest(metric, vectors[0], vectors, LIMIT, accepted.stream());
        for (NearestScan scan : scans(metric, vectors[0])) {
            scan.offerAccepted(0, SampleVectors.block(vectors), accepted::nextSetBit);
            assertThat(scan.nearest(i -> vectors[i])).isEqualTo(expected);
            assertThat(scan.compared()).isEqualTo(accepted.cardinality());
        }
    }

    @Test
    void an_empty_block_or_one_without_an_accepted_row_adds_nothing() {
        NearestScan scan = new NearestScan(Metric.EUCLIDEAN, new float[9], LIMIT);
        scan.offerAll(0, VectorBlock.of(new float[0], 9));
        scan.offerAccepted(0, VectorBlock.of(new float[90], 9), row -> Integer.MAX_VALUE);
        assertThat(scan.compared()).isZero();
        assertThat(scan.nearest(i -> new float[9])).isEmpty();
    }

    @Test
    void blocks_and_single_vectors_make_up_one_answer() {
        float[][] vectors = SampleVectors.UNIFORM.make(100, 20);
        NearestScan scan = new NearestScan(Metric.MANHATTAN, vectors[50], LIMIT);
        scan.offerAll(40, SampleVectors.block(Arrays.copyOfRange(vectors, 40, 100)));
        for (int i = 30; i < 40; i++) {
            scan.offer(i, vectors[i]);
        }
        scan.offerAll(0, SampleVectors.block(Arrays.copyOfRange(vectors, 0, 30)));
        assertThat(scan.nearest(i -> vectors[i]))
                .isEqualTo(SampleVectors.nearest(Metric.MANHATTAN, vectors[50], vectors, LIMIT));
    }

    @Test
    void reads_a_mapped_file_of_little_endian_floats(@TempDir Path folder) throws IOException {
        float[][] vectors = SampleVectors.UNIFORM.make(200, 31);
        ByteBuffer bytes = ByteBuffer.allocate(200 * 31 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] vector : vectors) {
            for (float each : vector) {
                bytes.putFloat(each);
            }
        }
        Path file = Files.write(folder.resolve("vectors"), bytes.array());
        try (FileChannel channel = FileChannel.open(file)) {
            FloatBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            NearestScan scan = new NearestScan(Metric.EUCLIDEAN, vectors[7], LIMIT);
            scan.offerAll(0, VectorBlock.of(mapped, 31));
            assertThat(scan.nearest(i -> vectors[i]))
                    .isEqualTo(SampleVectors.nearest(Metric.EUCLIDEAN, vectors[7], vectors, LIMIT));
        }
    }

    @Test
    void refuses_a_block_of_another_dimension() {
        NearestScan scan = new NearestScan(Metric.EUCLIDEAN, new float[3], LIMIT);
        assertThatThrownBy(() -> scan.offerAll(0, VectorBlock.of(new float[8], 4)))
                .isInstanceOf(DimensionMismatchException.class)
                .hasMessageContainingAll("4", "3");
    }

    @Test
    void refuses_what_does_not_make_up_whole_vectors() {
        assertThatThrownBy(() -> VectorBlock.of(new float[9], 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("9", "4");
        assertThatThrownBy(() -> VectorBlock.of(new float[9], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    @Test
    void refuses_a_row_of_zeros_under_cosine() {
        NearestScan scan = new NearestScan(Metric.COSINE, new float[] {1, 0}, LIMIT);
        assertThatThrownBy(() -> scan.offerAll(0, VectorBlock.of(new float[4], 2)))
                .isInstanceOf(InvalidVectorException.class);
        VectorColumns columns = VectorColumns.of(VectorBlock.of(new float[4], 2));
        assertThatThrownBy(() -> scan.offerAll(0, columns)).isInstanceOf(InvalidVectorException.class);
    }

    private static List<NearestScan> scans(Metric metric, float[] query) {
        return List.of(
                new NearestScan(KernelSet.scalar(), metric, query, LIMIT, ValueRange.ALL),
                new NearestScan(KernelSet.simd(), metric, query, LIMIT, ValueRange.ALL));
    }
}
