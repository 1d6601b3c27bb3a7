package museum;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.AbstractEmbeddingModel;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/// all-MiniLM-L6-v2 as a model of Spring AI's: sentences in 384 dimensions, here on the CPU.
class SentenceModel extends AbstractEmbeddingModel {
    private final AllMiniLmL6V2QuantizedEmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel();

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
        List<String> sentences = request.getInstructions();
        return new EmbeddingResponse(IntStream.range(0, sentences.size())
                .mapToObj(i -> new Embedding(model.embed(sentences.get(i)).content().vector(), i))
                .toList());
    }

    @Override
    public float[] embed(Document document) {
        return embed(document.getText());
    }

    @Override
    public int dimensions() {
        return model.dimension();
    }
}
