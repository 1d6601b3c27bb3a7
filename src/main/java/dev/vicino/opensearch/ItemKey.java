package dev.vicino.opensearch;

import java.nio.charset.StandardCharsets;

/// What an item's document is called: `=` and the id as [OrderedText], or `#` and the id's checksum where that would be
/// longer than the 512 bytes that a cluster allows. (The id itself is in the document.)
final class ItemKey {
    private static final int MOST_BYTES = 511;

    private ItemKey() {}

    static String of(String id) {
        String encoded = OrderedText.encode(id);
        return encoded.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                ? "=" + encoded
                : "#" + PayloadTokens.checksum(id);
    }
}
