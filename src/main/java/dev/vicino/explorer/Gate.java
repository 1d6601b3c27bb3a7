package dev.vicino.explorer;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Lets in whoever may ask: calls by a name of this server, from no other site's page, and with the token where there
/// is one.
///
/// @param token null if none is demanded
record Gate(HostNames names, @Nullable Token token) {
    private static final Pattern TOKEN = Pattern.compile("(?:^|&)token=([^&]*)");
    private static final Pattern ORIGIN = Pattern.compile("https?://([^/]+)");

    /// Looks at a call before anything else does.
    ///
    /// @throws Refusal if the call is not let in
    /// @return an answer to give at once; null for the call's own
    @Nullable
    Reply check(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String host = headers.getFirst("Host");
        if (!names.include(host)) {
            throw new Refusal(
                    421, "host '" + (host == null ? "" : host) + "' is no name of this server; ask it by its own");
        }
        String origin = headers.getFirst("Origin");
        if (origin != null && !isOwn(origin)) {
            throw new Refusal(403, "calls from pages of '" + origin + "' are not answered");
        }
        return token == null ? null : admitted(token, exchange);
    }

    private boolean isOwn(String origin) {
        Matcher site = ORIGIN.matcher(origin);
        return site.matches() && names.include(site.group(1));
    }

    private static @Nullable Reply admitted(Token token, HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        Matcher offered = TOKEN.matcher(query == null ? "" : query);
        if (exchange.getRequestMethod().equals("GET") && offered.find() && token.is(offered.group(1))) {
            // To the same page without the token, so that it stays in no history and no bookmark.
            return Reply.bytes(303, "text/plain; charset=utf-8", new byte[0])
                    .with("Location", exchange.getRequestURI().getRawPath().replaceFirst("^/+", "/"))
                    .with("Set-Cookie", token.cookie());
        }
        Headers headers = exchange.getRequestHeaders();
        if (!token.admits(headers.getFirst("Authorization"), headers.get("Cookie"))) {
            throw new Refusal(
                    401,
                    "a token is needed: open the address that 'vicino explore' printed, or send 'Authorization:"
                            + " Bearer …'");
        }
        return null;
    }
}
