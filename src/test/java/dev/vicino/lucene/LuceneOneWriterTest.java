package dev.vicino.lucene;

import dev.vicino.OneWriterContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneOneWriterTest extends OneWriterContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }

    @Override
    protected VectorStore openReadOnly(Path place) {
        return LuceneVectorStore.openReadOnly(place);
    }
}
