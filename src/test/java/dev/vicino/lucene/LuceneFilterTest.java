package dev.vicino.lucene;

import dev.vicino.FilterContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneFilterTest extends FilterContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
