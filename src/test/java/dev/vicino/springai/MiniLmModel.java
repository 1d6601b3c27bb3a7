package dev.vicino.springai;

import dev.vicino.adapter.MiniLm;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.AbstractEmbeddingModel;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/// The model of sentences as one of Spring AI's. It counts its calls.
final class MiniLmModel extends AbstractEmbeddingModel {
    final List<Integer> batches = new ArrayList<>();

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
        List<String> texts = request.getInstructions();
        batches.add(texts.size());
        List<Embedding> embeddings = new ArrayList<>();
        for (String text : texts) {
            embeddings.add(new Embedding(MiniLm.MODEL.embed(text).content().vector(), embeddings.size()));
        }
        return new EmbeddingResponse(embeddings);
    }

    @Override
    public float[] embed(Document document) {
        return embed(Objects.requireNonNull(getEmbeddingContent(document)));
    }

    @Override
    public int dimensions() {
        return MiniLm.DIMENSION;
    }
}
