package dev.vicino.lucene;

import dev.vicino.BatchContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneBatchTest extends BatchContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
