package dev.vicino.lucene;

import dev.vicino.AsyncCollectionContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneAsyncTest extends AsyncCollectionContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
