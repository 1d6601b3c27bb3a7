package dev.vicino.lucene;

import dev.vicino.CompactionProgressContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneCompactionProgressTest extends CompactionProgressContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
