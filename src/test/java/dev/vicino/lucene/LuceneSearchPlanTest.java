package dev.vicino.lucene;

import dev.vicino.SearchPlanContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneSearchPlanTest extends SearchPlanContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
