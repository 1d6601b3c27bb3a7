package dev.vicino.lucene;

import dev.vicino.SchemaContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneSchemaTest extends SchemaContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }
}
