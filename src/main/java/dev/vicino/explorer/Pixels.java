package dev.vicino.explorer;

import java.util.Base64;

/// Pictures as they travel: a byte a pixel, row-major, 0 the background and 255 the ink; in JSON as base64.
final class Pixels {
    private Pixels() {}

    /// Reads what [#encode] wrote.
    ///
    /// @param field that the text stands in, for messages
    /// @return [Pictures#PIXELS] values in [0, 1]
    static float[] decode(String field, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.badRequest("'" + field + "' is no base64: " + malformed.getMessage());
        }
        if (bytes.length != Pictures.PIXELS) {
            throw Refusal.badRequest("'" + field + "' holds " + bytes.length + " bytes; expected " + Pictures.PIXELS
                    + ", a byte a pixel");
        }
        float[] pixels = new float[bytes.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (bytes[i] & 0xff) / 255f;
        }
        return pixels;
    }

    static byte[] bytes(float[] pixels) {
        byte[] bytes = new byte[pixels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(Math.clamp(pixels[i], 0f, 1f) * 255);
        }
        return bytes;
    }

    static String encode(float[] pixels) {
        return Base64.getEncoder().encodeToString(bytes(pixels));
    }
}
