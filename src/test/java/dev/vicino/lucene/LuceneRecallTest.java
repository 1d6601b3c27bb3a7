package dev.vicino.lucene;

import dev.vicino.RecallContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneRecallTest extends RecallContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
