package dev.vicino.explorer;

import dev.vicino.Filter;
import org.jspecify.annotations.Nullable;

/// Filters that somebody sent.
final class FilterArgument {
    /// The longest text that is read as a filter, in characters.
    static final int MOST_CHARACTERS = 8_192;

    private FilterArgument() {}

    /// Null for no text, or a blank one.
    static @Nullable Filter read(@Nullable String text) {
        return text == null || text.isBlank() ? null : required(text);
    }

    /// @throws Refusal if the text is too long, or its filter too deep
    /// @throws dev.vicino.FilterSyntaxException if it is no filter
    static Filter required(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw Refusal.badText(
                    "the filter has " + text.length() + " characters; expected at most " + MOST_CHARACTERS,
                    MOST_CHARACTERS + 1);
        }
        try {
            return Filter.parse(text);
        } catch (IllegalArgumentException wrong) {
            // What parses and is no filter nonetheless, as a range from a number to a string.
            throw Refusal.badText("cannot read the filter: " + wrong.getMessage(), 1);
        } catch (StackOverflowError deep) {
            throw Refusal.badText("the filter is nested too deep", 1);
        }
    }
}
