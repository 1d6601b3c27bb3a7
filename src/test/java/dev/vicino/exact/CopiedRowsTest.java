package dev.vicino.exact;

/// Copied rows keep the [StoredRowsContract].
final class CopiedRowsTest extends StoredRowsContract {
    @Override
    VectorBlock block(float[][] rows) {
        return SampleVectors.block(rows);
    }
}
