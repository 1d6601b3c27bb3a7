package dev.vicino.lucene;

import dev.vicino.ExplanationContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneExplanationTest extends ExplanationContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
