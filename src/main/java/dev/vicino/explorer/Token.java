package dev.vicino.explorer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The secret that calls must bring, and the cookie that a browser gets for it: one of its own, so that no other
/// server on this host, to which browsers send it too, learns the token.
final class Token {
    static final String COOKIE = "vicino-explorer";

    private static final int RANDOM_BYTES = 24;

    private final String secret;
    private final String session = random();

    /// @param secret null for a random one
    Token(@Nullable String secret) {
        this.secret = secret == null ? random() : secret;
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String secret() {
        return secret;
    }

    /// Whether this is it, found out in a time that tells nothing.
    boolean is(@Nullable String offered) {
        return same(secret, offered);
    }

    private static boolean same(String wanted, @Nullable String offered) {
        return offered != null
                && MessageDigest.isEqual(
                        wanted.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }

    /// Whether a call brings the token, or the cookie for it.
    ///
    /// @param authorization the header; null if there is none
    /// @param cookies the headers of that name; null if there are none
    boolean admits(@Nullable String authorization, @Nullable List<String> cookies) {
        if (authorization != null) {
            return authorization.startsWith("Bearer ") && is(authorization.substring("Bearer ".length()));
        }
        if (cookies == null) {
            return false;
        }
        for (String header : cookies) {
            for (String cookie : header.split(";", -1)) {
                String[] pair = cookie.strip().split("=", 2);
                if (pair.length == 2 && pair[0].equals(COOKIE) && same(session, pair[1])) {
                    return true;
                }
            }
        }
        return false;
    }

    /// The header that gives a browser its cookie.
    String cookie() {
        return COOKIE + "=" + session + "; Path=/; HttpOnly; SameSite=Strict";
    }
}
