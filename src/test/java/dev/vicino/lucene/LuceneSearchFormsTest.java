package dev.vicino.lucene;

import dev.vicino.SearchFormsContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneSearchFormsTest extends SearchFormsContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
