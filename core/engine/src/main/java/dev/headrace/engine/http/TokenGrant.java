package dev.headrace.engine.http;

import dev.headrace.spi.Auth;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
        @Nullable Secret refresh) implements Grant {
    /** For servers that do not say how long a token lives. */
    private static final long LIFE_IF_UNSAID = Duration.ofMinutes(10).toSeconds();

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
    @Override
    public TokenGrant rotated(String newRefresh) {
        return new TokenGrant(tokenUri, clientId, clientSecret, scopes, Secret.of(newRefresh));
    }

    /** What only who has this grant knows: a token that replaces its own may be kept under it. */
    @Override
    public String secret() {
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

    @Override
    public HttpCall request() {
        SignedBy credential = credential();
        byte[] content = form().getBytes(StandardCharsets.UTF_8);
        return HttpCall.post(tokenUri.toString(), content, "application/x-www-form-urlencoded")
                .header(credential.name(), credential.value())
                .repeatable();
    }

    @Override
    public List<String> hidden() {
        return List.of(credential().value().substring("Basic ".length()));
    }

    @Override
    public String token(HttpReply reply) {
        return reply.json().path("access_token").asString("");
    }

    @Override
    public String refreshToken(HttpReply reply) {
        return reply.json().path("refresh_token").asString("");
    }

    @Override
    public String wanted() {
        return "an access_token";
    }

    @Override
    public Duration life(HttpReply reply) {
        long seconds = Math.max(1, reply.json().path("expires_in").asLong(LIFE_IF_UNSAID));
        return Duration.ofSeconds(Math.min(seconds, Duration.ofDays(365).toSeconds()));
    }

    @Override
    public SignedBy sign(String token) {
        return SignedBy.token(token);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
