/// What the adapters to other frameworks share: metadata as payloads, and similarity by cosine.
///
/// ## Why
/// - **Exact types.** A payload keeps whole numbers as `long` and others as `double`; a framework's metadata knows
///   `int` and `float`, and its users cast to them. So a payload made of metadata also says which fields were
///   narrower.
/// - **Cosine alone.** Both frameworks promise a score in which more is nearer, on a fixed scale, and take thresholds
///   on it. Of the four metrics only the cosine has such a scale; the others are refused when the adapter is made,
///   not squeezed into a number that a threshold would misread.
@NullMarked
package dev.vicino.adapter;

import org.jspecify.annotations.NullMarked;
