package dev.vicino.transfer;

/// A row of a file, as its format reads it.
public sealed interface Row permits Row.Given, RefusedRow {
    /// Its place among the rows, from 0.
    long number();

    /// A row that could be read.
    ///
    /// @param draft what it says
    record Given(long number, Draft draft) implements Row {}
}
