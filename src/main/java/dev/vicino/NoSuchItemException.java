package dev.vicino;

/// The collection holds no item of that id.
public final class NoSuchItemException extends VicinoException {
    private static final long serialVersionUID = 1L;

    public NoSuchItemException(String message) {
        super(message);
    }
}
