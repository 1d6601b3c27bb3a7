package dev.vicino.lucene;

import dev.vicino.DeepFilterContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneDeepFilterTest extends DeepFilterContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
