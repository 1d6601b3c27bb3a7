package dev.vicino.cli;

import dev.vicino.Filter;
import dev.vicino.FilterSyntaxException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `--where`: the form of [Filter#parse], and a short one for what a shell makes hard to quote.
final class WhereText {
    /// `split=test`: a single comparison with a word that stands without quotes. No filter reads otherwise.
    private static final Pattern WORD =
            Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{Nd}_.-]*)\\s*=\\s*([\\p{L}_][^\\s'\"()<>=!,]*)\\s*");

    private WhereText() {}

    /// All of these; null if there is none.
    ///
    /// @throws CommandFailure for wrong input, if one is no filter
    static @Nullable Filter allOf(List<String> conditions) {
        List<Filter> filters = conditions.stream().map(WhereText::parse).toList();
        return switch (filters.size()) {
            case 0 -> null;
            case 1 -> filters.getFirst();
            default -> new Filter.And(filters);
        };
    }

    private static Filter parse(String condition) {
        try {
            return Filter.parse(condition);
        } catch (FilterSyntaxException wrong) {
            Matcher word = WORD.matcher(condition);
            if (word.matches()) {
                return Filter.eq(word.group(1), word.group(2));
            }
            throw CommandFailure.ofInput(wrong);
        }
    }
}
