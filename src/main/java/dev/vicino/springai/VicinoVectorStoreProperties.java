package dev.vicino.springai;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What `spring.ai.vectorstore.vicino` says of the store that the auto-configuration opens.
///
/// @param path the store's folder, `index` if not set
/// @param collection the collection's name, `documents` if not set; it is created if it is not there
/// @param dimension floats in every vector, for a collection that is created; the embedding model's if not set, which
///     may ask it to embed a word
/// @param embedder what the collection's manifest names as the maker of its vectors, so that another's are refused;
///     nothing if not set
/// @param targetRecall the mean share of the exact nearest that searches find, above 0 and up to 1, where 1 is the
///     exact scan; the store's default effort if not set
@ConfigurationProperties("spring.ai.vectorstore.vicino")
public record VicinoVectorStoreProperties(
        @Nullable String path,
        @Nullable String collection,
        @Nullable Integer dimension,
        @Nullable String embedder,
        @Nullable Double targetRecall) {}
