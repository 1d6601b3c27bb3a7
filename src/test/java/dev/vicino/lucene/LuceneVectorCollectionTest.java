package dev.vicino.lucene;

import dev.vicino.VectorCollectionContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneVectorCollectionTest extends VectorCollectionContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
