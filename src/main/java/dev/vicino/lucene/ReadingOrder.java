package dev.vicino.lucene;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/// The order of documents, in which values that are read forwards only are read the fastest.
final class ReadingOrder {
    private ReadingOrder() {}

    /// The places of documents in a list, by the documents' numbers.
    ///
    /// @param count how many places the list has
    /// @param documents gives the document in a place
    static int[] places(int count, IntUnaryOperator documents) {
        long[] documentAndPlace = new long[count];
        for (int place = 0; place < count; place++) {
            documentAndPlace[place] = (long) documents.applyAsInt(place) << Integer.SIZE | place;
        }
        Arrays.sort(documentAndPlace);
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = (int) documentAndPlace[i];
        }
        return places;
    }
}
