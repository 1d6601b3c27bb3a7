package dev.vicino.dataset;

/// A sentence with its embedding, as some language model has given it.
///
/// @param id unique in its file
/// @param text not blank
/// @param embedding finite floats, not all zero
public record Sentence(String id, String text, float[] embedding) {}
