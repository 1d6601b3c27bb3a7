package dev.vicino.explorer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/// Where the explorer listens, and who may ask it.
///
/// @param host a name or address of this machine; `0.0.0.0` for all of them
/// @param port 0 for any free one, up to 65535
/// @param token that each call must bring, at least [#LEAST_TOKEN] characters from letters, digits, `-` and `_`; null
///     for none on a loopback address and for a random one on any other
public record ExplorerOptions(
        String host, int port, @Nullable String token) {
    /// Any free port of the loopback address, without a token.
    public static final ExplorerOptions DEFAULT = new ExplorerOptions("127.0.0.1", 0, null);

    /// The shortest token that is taken for one.
    public static final int LEAST_TOKEN = 16;

    public ExplorerOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; expected 0 (any free one) to 65535");
        }
        if (token != null && !token.matches("[A-Za-z0-9_-]{" + LEAST_TOKEN + ",}")) {
            throw new IllegalArgumentException("the token has " + token.length() + " characters; expected "
                    + LEAST_TOKEN + " or more letters, digits, '-' and '_'");
        }
    }

    /// These options with another host.
    public ExplorerOptions host(String name) {
        return new ExplorerOptions(name, port, token);
    }

    /// These options with another port.
    public ExplorerOptions port(int number) {
        return new ExplorerOptions(host, number, token);
    }

    /// These options with a token.
    public ExplorerOptions token(String secret) {
        return new ExplorerOptions(host, port, secret);
    }

    /// The address to listen on.
    ///
    /// @throws IllegalArgumentException if nobody knows the host
    InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new IllegalArgumentException(
                    "'" + host + "' is no host that is known here; expected a name or address of this machine",
                    unknown);
        }
    }
}
