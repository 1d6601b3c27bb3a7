package dev.vicino.lucene;

import dev.vicino.PayloadContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LucenePayloadTest extends PayloadContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
