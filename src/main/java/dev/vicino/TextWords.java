package dev.vicino;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The words of a text as filters see them: its longest runs of letters and digits, in lower case whatever the
/// language.
public final class TextWords {
    private TextWords() {}

    /// Each word once.
    public static Set<String> of(String text) {
        Set<String> words = new HashSet<>();
        int start = -1;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            boolean inWord = Character.isLetterOrDigit(text.codePointAt(i));
            if (inWord && start < 0) {
                start = i;
            } else if (!inWord && start >= 0) {
                words.add(lowerCase(text.substring(start, i)));
                start = -1;
            }
        }
        if (start >= 0) {
            words.add(lowerCase(text.substring(start)));
        }
        return words;
    }

    private static String lowerCase(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
