package dev.vicino.opensearch;

import java.util.Locale;

/// What a collection's index is called: `store.collection`. Index names know no capitals, so an upper-case letter is
/// written as `~` and its lower-case form: `Digits` in the store `vicino` is `vicino.~digits`.
final class IndexName {
    private static final char CAPITAL = '~';

    private IndexName() {}

    /// The index of a collection.
    static String of(String store, String collection) {
        StringBuilder name = new StringBuilder(store).append('.');
        for (int i = 0; i < collection.length(); i++) {
            char letter = collection.charAt(i);
            if ('A' <= letter && letter <= 'Z') {
                name.append(CAPITAL);
            }
            name.append(letter);
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    /// The indices of all collections of a store: no store's name has a point in it.
    static String all(String store) {
        return store + ".*";
    }

    /// The collection of an index.
    static String collection(String store, String index) {
        StringBuilder name = new StringBuilder();
        boolean capital = false;
        for (int i = store.length() + 1; i < index.length(); i++) {
            char letter = index.charAt(i);
            if (letter == CAPITAL) {
                capital = true;
            } else {
                name.append(capital ? Character.toUpperCase(letter) : letter);
                capital = false;
            }
        }
        return name.toString();
    }
}
