/// What the lesson is taught on: the MNIST digits, and sentence embeddings that the user supplies.
///
/// ## Why
/// - **MNIST is never shipped.** It is found where the user has it, or fetched, and checked by the sum of its
///   *uncompressed* content, because each mirror compresses it differently.
/// - **Pixels stay bytes** until somebody asks for floats: the training set is 47 MB as bytes, 188 MB as floats.
/// - **IDX for the shipped embeddings, too**: MNIST's own format holds arrays of any shape and floats as well, so one
///   reader serves both.
@NullMarked
package dev.vicino.dataset;

import org.jspecify.annotations.NullMarked;
