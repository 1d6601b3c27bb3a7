package dev.vicino.lucene;

import dev.vicino.VectorStore;
import dev.vicino.WalkContract;
import java.nio.file.Path;

class LuceneWalkTest extends WalkContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
