package dev.vicino.transfer;

/// A row that cannot become an item; the rows after it can be read.
///
/// @param number its place among the rows, from 0
/// @param reason in a sentence without the row's number, with the value that is wrong and what was expected
/// @param content the row's text where the format is one of text, else empty
public record RefusedRow(long number, String reason, String content) implements Row, ItemRow {
    /// The row's number and the reason, for a person.
    String message() {
        return "row " + number + ": " + reason;
    }
}
