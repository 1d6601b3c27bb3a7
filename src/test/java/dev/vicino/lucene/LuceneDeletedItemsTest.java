package dev.vicino.lucene;

import dev.vicino.DeletedItemsContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneDeletedItemsTest extends DeletedItemsContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
