package dev.vicino.lucene;

import dev.vicino.BatchAndRecallContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneBatchAndRecallTest extends BatchAndRecallContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
