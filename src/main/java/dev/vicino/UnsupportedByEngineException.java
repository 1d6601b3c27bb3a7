package dev.vicino;

/// The engine behind a store cannot do what another one can. The message says what to use instead.
public final class UnsupportedByEngineException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    /// @param what is asked for and cannot be done, for instance `a walk through the graph`
    /// @param engine that cannot do it
    /// @param instead what to use, as an imperative
    public UnsupportedByEngineException(String what, String engine, String instead) {
        super(engine + " does not support " + what + "; " + instead);
    }
}
