package dev.vicino.lucene;

import dev.vicino.VectorStore;
import dev.vicino.VectorStoreContract;
import java.nio.file.Path;

class LuceneVectorStoreTest extends VectorStoreContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
