package dev.vicino.lucene;

import dev.vicino.UpsertContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneUpsertTest extends UpsertContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
