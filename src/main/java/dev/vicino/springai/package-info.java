/// A collection as Spring AI's `VectorStore`, and its auto-configuration for Spring Boot.
///
/// ## Why
/// - **Filters are translated, not evaluated**: an expression becomes a [dev.vicino.Filter], which the engine answers
///   from its index, deletion by filter as one step.
/// - **The engine is named in one class**: the auto-configuration opens a folder, unless the application has a store of
///   its own; the adapter knows the vocabulary alone.
@NullMarked
package dev.vicino.springai;

import org.jspecify.annotations.NullMarked;
