package dev.vicino.lucene;

import dev.vicino.SearchBesideWritesContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneSearchBesideWritesTest extends SearchBesideWritesContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
