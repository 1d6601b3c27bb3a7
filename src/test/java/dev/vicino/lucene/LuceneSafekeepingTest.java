package dev.vicino.lucene;

import dev.vicino.RestoreReport;
import dev.vicino.SafekeepingContract;
import dev.vicino.VectorStore;
import java.nio.file.Path;

class LuceneSafekeepingTest extends SafekeepingContract {
    @Override
    protected VectorStore open(Path place) {
        return LuceneVectorStore.open(place);
    }

    @Override
    protected VectorStore openReadOnly(Path place) {
        return LuceneVectorStore.openReadOnly(place);
    }

    @Override
    protected RestoreReport restore(Path snapshot, Path store) {
        return LuceneVectorStore.restore(snapshot, store);
    }
}
