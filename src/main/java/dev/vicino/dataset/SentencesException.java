package dev.vicino.dataset;

/// A file of sentence embeddings cannot be used. The message is one line and names the file, and the line and column or
/// the sentence.
public final class SentencesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SentencesException(String message) {
        super(message);
    }
}
