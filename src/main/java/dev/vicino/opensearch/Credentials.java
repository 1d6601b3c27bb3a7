package dev.vicino.opensearch;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a cluster asks of those who connect. Neither `toString` nor any message of the store shows the secret.
public final class Credentials {
    private static final Credentials NONE = new Credentials("none", null);

    private final String shown;
    private final @Nullable String header;

    private Credentials(String shown, @Nullable String header) {
        this.shown = shown;
        this.header = header;
    }

    /// For a cluster that asks for none.
    public static Credentials none() {
        return NONE;
    }

    /// A user and a password (HTTP basic authentication), sent with every request.
    ///
    /// @param user without a colon
    public static Credentials basic(String user, String password) {
        if (user.isEmpty() || user.contains(":")) {
            throw new IllegalArgumentException("'" + user + "' is no user name; expected one without ':'");
        }
        String pair = user + ":" + password;
        return new Credentials(
                "user '" + user + "'",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /// A token (HTTP bearer authentication), sent with every request.
    public static Credentials token(String token) {
        if (token.isBlank()) {
            throw new IllegalArgumentException("the token is blank");
        }
        return new Credentials("a token", "Bearer " + token);
    }

    /// The value of the `Authorization` header.
    Optional<String> header() {
        return Optional.ofNullable(header);
    }

    /// Who connects: `user 'ann'`, `a token` or `none`.
    @Override
    public String toString() {
        return shown;
    }
}
