package dev.vicino.explorer;

import org.jspecify.annotations.Nullable;

/// What the explorer can do with one collection beside searching it.
///
/// @param embedder of pictures drawn or dropped on the page; null if the collection's vectors are none of pictures
/// @param decoder of any vector; null if there is no way back
/// @param pictures of the items; null if they have none
/// @param command the command line that asks this collection something, to which ` --where '…'` adds a filter
public record Instruments(
        @Nullable Embedder embedder,
        @Nullable Decoder decoder,
        @Nullable Pictures pictures,
        String command) {
    /// None, of a collection that only this command line asks.
    public static Instruments none(String command) {
        return new Instruments(null, null, null, command);
    }
}
