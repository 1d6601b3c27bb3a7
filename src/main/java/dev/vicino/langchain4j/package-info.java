/// A collection as LangChain4j's `EmbeddingStore`.
///
/// ## Why
/// - **Filters are translated, not evaluated**: LangChain4j's conditions become a [dev.vicino.Filter], which the engine
///   answers from its index, and `min(k, matches)` hits are promised under any of them.
/// - **A type that differs is no match.** LangChain4j's own evaluation throws where a value's type differs from the
///   filter's. Here such an item does not match, as everywhere in the store, so that one odd item does not break every
///   search; a field whose type is to be certain is declared in the collection's spec.
@NullMarked
package dev.vicino.langchain4j;

import org.jspecify.annotations.NullMarked;
