package dev.vicino.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.VectorCollection;
import dev.vicino.lucene.LuceneVectorStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.vectorstore.VectorStore;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/// The auto-configuration, found by Spring Boot as in an application.
class VicinoVectorStoreAutoConfigurationTest {
    @TempDir
    private Path folder;

    /// An application that has an embedding model, and nothing else.
    @EnableAutoConfiguration
    static class Application {
        @Bean
        EmbeddingModel embeddingModel() {
            return new MiniLmModel();
        }
    }

    @Test
    void an_application_gets_a_store_that_keeps_its_documents() {
        try (ConfigurableApplicationContext context = start(Map.of())) {
            context.getBean(VectorStore.class).add(List.of(new Document("id", "text", Map.of("n", 1))));
            assertThat(context.getBean(VectorStore.class)).isInstanceOf(VicinoVectorStore.class);
            assertThat(context.getBean(VectorCollection.class).spec().name()).isEqualTo("documents");
        }
        try (ConfigurableApplicationContext context = start(Map.of())) {
            assertThat(context.getBean(VectorStore.class).similaritySearch("text"))
                    .extracting(Document::getId)
                    .containsExactly("id");
        }
    }

    @Test
    void its_properties_name_collection_embedder_and_recall() {
        String prefix = "spring.ai.vectorstore.vicino.";
        try (ConfigurableApplicationContext context = start(Map.of(
                prefix + "collection", "articles",
                prefix + "embedder", "all-MiniLM-L6-v2",
                prefix + "dimension", "384",
                prefix + "target-recall", "1"))) {
            VectorCollection collection = context.getBean(VectorCollection.class);
            assertThat(collection.spec().name()).isEqualTo("articles");
            assertThat(collection.spec().embedder()).isEqualTo("all-MiniLM-L6-v2");
            context.getBean(VectorStore.class).similaritySearch("text");
            assertThat(collection.stats().searches().exact()).isEqualTo(1);
        }
        try (dev.vicino.VectorStore store = LuceneVectorStore.openReadOnly(folder)) {
            assertThat(store.collectionNames()).containsExactly("articles");
        }
    }

    @Test
    void another_type_of_store_leaves_the_folder_alone() {
        try (ConfigurableApplicationContext context = start(Map.of("spring.ai.vectorstore.type", "simple"))) {
            assertThat(context.getBeansOfType(VectorStore.class)).isEmpty();
        }
        assertThat(folder).isEmptyDirectory();
    }

    private ConfigurableApplicationContext start(Map<String, Object> properties) {
        Map<String, Object> all = new TreeMap<>(properties);
        all.put("spring.ai.vectorstore.vicino.path", folder.toString());
        SpringApplication application = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .build();
        application.setDefaultProperties(all);
        return application.run();
    }
}
