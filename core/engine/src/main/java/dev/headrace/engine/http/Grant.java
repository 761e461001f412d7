package dev.headrace.engine.http;

import dev.headrace.spi.Auth;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a token is fetched with, and how it then signs requests. Immutable. */
interface Grant {
    /** What fetches tokens for these credentials; empty for those that need none. */
    static Optional<Grant> of(Auth auth) {
        return auth instanceof Auth.Session session
                ? Optional.of(new SessionGrant(session))
                : TokenGrant.of(auth).map(grant -> grant);
    }

    /** Where the token is fetched. */
    URI tokenUri();

    /** The request for a token. */
    HttpCall request();

    /** What of that request must not be seen, beside the secrets themselves. */
    List<String> hidden();

    /** The token in an answer; empty text if there is none. */
    String token(HttpReply reply);

    /** The refresh token in an answer; empty text if there is none. */
    String refreshToken(HttpReply reply);

    /** How a token is called in messages. */
    String wanted();

    /** How long the token of an answer lives, at least a second. */
    Duration life(HttpReply reply);

    /** How requests show the token. */
    SignedBy sign(String token);

    /** What only who has this grant knows: a token that replaces its own may be kept under it. */
    String secret();

    /** The token that stands for a user's consent; {@code null} where there is none. */
    @Nullable
    Secret refresh();

    /** The same with the refresh token that the server gave in place of the last. */
    Grant rotated(String newRefresh);
}
