package dev.vicino.lucene;

import dev.vicino.VectorSearchContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneVectorSearchTest extends VectorSearchContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
