package dev.headrace.engine.http;

import dev.headrace.spi.Auth;
import dev.headrace.spi.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token is asked for with (RFC 6749, 4.4 and 6). Immutable.
 *
 * @param refresh the token that stands for the user's consent; {@code null} for client credentials
 */
record TokenGrant(
        URI tokenUri,
        String clientId,
        Secret clientSecret,
        List<String> scopes,
        @Nullable Secret refresh) {
    static Optional<TokenGrant> of(Auth auth) {
        if (auth instanceof Auth.ClientCredentials client) {
            return Optional.of(
                    new TokenGrant(client.tokenUri(), client.clientId(), client.clientSecret(), client.scopes(), null));
        }
        if (auth instanceof Auth.RefreshToken user) {
            return Optional.of(new TokenGrant(
                    user.tokenUri(), user.clientId(), user.clientSecret(), List.of(), user.refreshToken()));
        }
        return Optional.empty();
    }

    /** The same with the token that the server gave in place of the last. */
    TokenGrant rotated(String newRefresh) {
        return new TokenGrant(tokenUri, clientId, clientSecret, scopes, Secret.of(newRefresh));
    }

    /** What only who has this grant knows: a token that replaces its own may be kept under it. */
    String secret() {
        return String.join(
                "\n", tokenUri.toString(), clientId, clientSecret.reveal(), refresh == null ? "" : refresh.reveal());
    }

    /** The body of the request for a token. */
    String form() {
        String form = refresh == null
                ? "grant_type=client_credentials"
                : "grant_type=refresh_token&refresh_token=" + encode(refresh.reveal());
        return scopes.isEmpty() ? form : form + "&scope=" + encode(String.join(" ", scopes));
    }

    /** RFC 6749, 2.3.1: both parts are form-encoded before they become a basic credential. */
    SignedBy credential() {
        return SignedBy.basic(encode(clientId), encode(clientSecret.reveal()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
