package museum;

import java.util.List;
import java.util.Map;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Shows a visitor to what answers a question. Spring Boot finds the store on the class path, opens the folder that
/// `application.properties` names, and gives the application Spring AI's [VectorStore].
///
/// ```
/// mvn compile exec:exec
/// mvn compile exec:exec -Dquestion="What did sailors eat?" -Dwhere="hall in ['daily life', 'boats']"
/// ```
@SpringBootApplication
public class Museum {
    public static void main(String[] arguments) {
        SpringApplication.run(Museum.class, arguments).close();
    }

    @Bean
    EmbeddingModel embeddingModel() {
        return new SentenceModel();
    }

    @Bean
    CommandLineRunner guide(VectorStore exhibits) {
        return arguments -> {
            // Their ids make it the same to add them once or at every start.
            exhibits.add(catalogue());
            System.out.println("\"" + arguments[0] + "\" where " + arguments[1]);
            SearchRequest request = SearchRequest.builder()
                    .query(arguments[0])
                    .filterExpression(arguments[1])
                    .topK(2)
                    .build();
            exhibits.similaritySearch(request).forEach(Museum::show);
        };
    }

    private static List<Document> catalogue() {
        List<Map<String, Object>> entries = new JsonMapper()
                .readValue(Museum.class.getResourceAsStream("/exhibits.json"), new TypeReference<>() {});
        return entries.stream().map(Museum::document).toList();
    }

    private static Document document(Map<String, Object> entry) {
        return Document.builder()
                .id((String) entry.get("id"))
                .text((String) entry.get("text"))
                .metadata("hall", entry.get("hall"))
                .metadata("year", entry.get("year"))
                .build();
    }

    private static void show(Document exhibit) {
        System.out.println("  " + exhibit.getMetadata().get("year") + ", hall of "
                + exhibit.getMetadata().get("hall") + ": " + exhibit.getText());
    }
}
