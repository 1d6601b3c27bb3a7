package dev.vicino.exact;

import dev.vicino.lucene.graph.VectorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/// Rows in a file that Lucene has mapped keep the [StoredRowsContract].
@EnabledForJreRange(min = JRE.JAVA_22)
final class MappedRowsTest extends StoredRowsContract {
    private Directory files;
    private @Nullable IndexInput file;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        files = new MMapDirectory(folder);
    }

    @AfterEach
    void close() throws IOException {
        IOUtils.close(file, files);
    }

    @Override
    VectorBlock block(float[][] rows) throws IOException {
        try (IndexOutput output = files.createOutput("rows", IOContext.DEFAULT)) {
            // Where they begin, nothing is aligned.
            output.writeByte((byte) 0);
            for (float[] row : rows) {
                for (float component : row) {
                    output.writeInt(Float.floatToRawIntBits(component));
                }
            }
        }
        IndexInput opened = files.openInput("rows", IOContext.DEFAULT);
        file = opened;
        IndexInput slice = opened.slice("rows", 1, opened.length() - 1);
        VectorBlock copied = SampleVectors.block(rows);
        return new VectorBlock() {
            @Override
            public int count() {
                return copied.count();
            }

            @Override
            public int dimension() {
                return copied.dimension();
            }

            @Override
            public void copy(int firstRow, int rows, float[] target, int offset) {
                throw new AssertionError("they are compared where they lie");
            }

            @Override
            public StoredRows inPlace() {
                return Objects.requireNonNull(VectorFile.inPlace(slice, dimension()), "not mapped");
            }
        };
    }
}
