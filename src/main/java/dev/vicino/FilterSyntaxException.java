package dev.vicino;

/// A text is no filter. The message shows where and why:
///
/// ```text
/// cannot read the filter at column 11: found 'adn', expected 'and', 'or' or the end
/// label = 7 adn split = 'test'
///           ^
/// ```
public final class FilterSyntaxException extends VicinoException {
    private static final long serialVersionUID = 1L;

    /// How much of a long text the message shows on either side of the place.
    private static final int SHOWN_AROUND = 60;

    private final int column;

    private FilterSyntaxException(String message, int column) {
        super(message);
        this.column = column;
    }

    /// @param offset of the character that is wrong, from 0 to the text's length
    /// @param problem what was found there and what was expected
    static FilterSyntaxException at(String text, int offset, String problem) {
        int start = Math.max(0, offset - SHOWN_AROUND);
        int end = Math.min(text.length(), offset + SHOWN_AROUND);
        String before = (start > 0 ? "…" : "") + onOneLine(text.substring(start, offset));
        String after = onOneLine(text.substring(offset, end)) + (end < text.length() ? "…" : "");
        int width = before.codePointCount(0, before.length());
        return new FilterSyntaxException(
                "cannot read the filter at column " + (offset + 1) + ": " + problem + "\n" + before + after + "\n"
                        + " ".repeat(width) + "^",
                offset + 1);
    }

    /// A line break or a tab would move the text away from its caret.
    private static String onOneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    /// Where the text goes wrong: 1 for its first character, one past its length for its end.
    public int column() {
        return column;
    }
}
