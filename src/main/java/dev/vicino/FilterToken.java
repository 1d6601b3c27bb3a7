package dev.vicino;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A piece of a filter's text.
///
/// @param kind what it is
/// @param text its content: without quotes, and with doubled quotes made single
/// @param start offset of its first character
/// @param end offset behind its last
record FilterToken(Kind kind, String text, int start, int end) {
    enum Kind {
        /// A key word, or a field's name.
        WORD,
        /// A field's name in double quotes.
        NAME,
        STRING,
        NUMBER,
        SYMBOL,
        END
    }

    /// Words that are no field's name unless it is quoted. The other key words stand where no name can.
    private static final Set<String> RESERVED =
            Set.of("and", "or", "not", "in", "between", "exists", "is", "null", "true", "false");

    private static final List<String> SYMBOLS = List.of("!=", "<>", "<=", ">=", "=", "<", ">", "(", ")", ",");

    /// Whether this is a key word, in any case.
    boolean is(String keyWord) {
        return kind == Kind.WORD && text.equalsIgnoreCase(keyWord);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isName() {
        return kind == Kind.NAME || (kind == Kind.WORD && !isReserved(text));
    }

    /// Whether a field's name needs no quotes.
    static boolean isPlainName(String field) {
        return startsWord(field.charAt(0)) && field.chars().allMatch(FilterToken::isInWord) && !isReserved(field);
    }

    private static boolean isReserved(String word) {
        return RESERVED.contains(word.toLowerCase(Locale.ROOT));
    }

    private static boolean startsWord(char unit) {
        return Character.isLetter(unit) || unit == '_';
    }

    private static boolean isInWord(int unit) {
        return Character.isLetterOrDigit((char) unit) || unit == '_' || unit == '-' || unit == '.';
    }

    /// Cuts a text into its tokens, of which the last is the end.
    static List<FilterToken> of(String text) {
        List<FilterToken> tokens = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            FilterToken token = next(text, at);
            tokens.add(token);
            if (token.kind == Kind.END) {
                return tokens;
            }
            at = token.end;
        }
    }

    private static FilterToken next(String text, int start) {
        if (start == text.length()) {
            return new FilterToken(Kind.END, "", start, start);
        }
        char first = text.charAt(start);
        if (first == '\'' || first == '"') {
            return quoted(text, start);
        }
        if (startsWord(first)) {
            return plain(Kind.WORD, text, start, wordEnd(text, start));
        }
        if (startsNumber(text, start)) {
            return plain(Kind.NUMBER, text, start, numberEnd(text, start));
        }
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, start)) {
                return plain(Kind.SYMBOL, text, start, start + symbol.length());
            }
        }
        throw FilterSyntaxException.at(
                text,
                start,
                "found '" + Character.toString(text.codePointAt(start))
                        + "', expected a field, a value, an operator or a parenthesis");
    }

    private static FilterToken plain(Kind kind, String text, int start, int end) {
        return new FilterToken(kind, text.substring(start, end), start, end);
    }

    private static FilterToken quoted(String text, int start) {
        char quote = text.charAt(start);
        StringBuilder content = new StringBuilder();
        for (int at = start + 1; at < text.length(); at++) {
            if (text.charAt(at) != quote) {
                content.append(text.charAt(at));
            } else if (text.startsWith(String.valueOf(quote), at + 1)) {
                content.append(quote);
                at++;
            } else {
                return new FilterToken(quote == '"' ? Kind.NAME : Kind.STRING, content.toString(), start, at + 1);
            }
        }
        throw FilterSyntaxException.at(text, start, "found a quote that is not closed, expected another " + quote);
    }

    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isInWord(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean startsNumber(String text, int start) {
        char first = text.charAt(start);
        int digits = first == '-' || first == '+' ? start + 1 : start;
        return digits < text.length() && (isDigit(text.charAt(digits)) || text.charAt(digits) == '.');
    }

    private static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }

    /// All that clings to a number is taken with it, so that `7b` is one wrong number and not a number and a word.
    private static int numberEnd(String text, int start) {
        int end = start + 1;
        while (end < text.length()
                && (isInWord(text.charAt(end)) || (text.charAt(end) == '+' && isExponent(text.charAt(end - 1))))) {
            end++;
        }
        return end;
    }

    private static boolean isExponent(char unit) {
        return unit == 'e' || unit == 'E';
    }
}
