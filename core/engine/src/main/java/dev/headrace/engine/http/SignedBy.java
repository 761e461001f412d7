package dev.headrace.engine.http;

import dev.headrace.spi.Auth;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request is signed: a header field, or a parameter of the query, or nothing. Immutable.
 *
 * @param name of the field or the parameter; empty text for nothing
 * @param inQuery whether it is a parameter of the query
 */
record SignedBy(String name, String value, boolean inQuery) {
    private static final SignedBy NOTHING = new SignedBy("", "", false);

    /** What signs by itself; tokens that must be fetched sign with {@link #token}. */
    static SignedBy of(Auth auth) {
        if (auth instanceof Auth.Header header) {
            return new SignedBy(header.name(), header.prefix() + header.secret().reveal(), false);
        }
        if (auth instanceof Auth.Basic basic) {
            return basic(basic.user(), basic.password().reveal());
        }
        if (auth instanceof Auth.Query query) {
            return new SignedBy(query.name(), query.secret().reveal(), true);
        }
        return NOTHING;
    }

    static SignedBy basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new SignedBy("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair), false);
    }

    static SignedBy token(@Nullable String token) {
        return token == null ? NOTHING : new SignedBy("Authorization", "Bearer " + token, false);
    }

    /** Everything that must not be seen: the secret, and its form on the wire. */
    static List<String> secrets(Auth auth) {
        if (auth instanceof Auth.Header header) {
            return List.of(header.secret().reveal());
        }
        if (auth instanceof Auth.Basic basic) {
            return List.of(basic.password().reveal(), of(auth).value().substring("Basic ".length()));
        }
        if (auth instanceof Auth.Query query) {
            return List.of(query.secret().reveal());
        }
        if (auth instanceof Auth.ClientCredentials client) {
            return List.of(client.clientSecret().reveal());
        }
        if (auth instanceof Auth.Session session) {
            return List.of(session.signIn().password().reveal());
        }
        if (auth instanceof Auth.RefreshToken user) {
            return List.of(user.clientSecret().reveal(), user.refreshToken().reveal());
        }
        return List.of();
    }

    boolean inHeader() {
        return !inQuery && !name.isEmpty();
    }

    /** The path and query as they go over the wire. */
    String requestTarget(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery();
        if (!inQuery) {
            return query == null ? path : path + "?" + query;
        }
        return path + "?" + (query == null || query.isEmpty() ? "" : query + "&") + encode(name) + "=" + encode(value);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return name + "=******";
    }
}
