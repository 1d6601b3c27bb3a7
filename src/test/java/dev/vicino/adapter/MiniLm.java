package dev.vicino.adapter;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;

/// A model of sentences, in this process: all-MiniLM-L6-v2, quantised. Loaded once.
public final class MiniLm {
    public static final int DIMENSION = 384;

    public static final EmbeddingModel MODEL = new AllMiniLmL6V2QuantizedEmbeddingModel();

    private MiniLm() {}
}
