package dev.vicino.lucene;

import dev.vicino.VectorStore;
import dev.vicino.WordSearchContract;
import java.nio.file.Path;

class LuceneWordSearchTest extends WordSearchContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
