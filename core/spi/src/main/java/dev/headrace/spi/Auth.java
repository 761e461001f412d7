package dev.headrace.spi;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How requests to an upstream are authenticated. The engine adds the credentials, only to requests whose origin (scheme, host
 * and port) is that of the instance's {@code base-url}, and takes them off when a redirect leaves it.
 */
public sealed interface Auth {
    /** No credentials. */
    static Auth none() {
        return new None();
    }

    /** {@code Authorization: Bearer TOKEN} (RFC 6750). */
    static Auth bearer(Secret token) {
        return new Header("Authorization", "Bearer ", token);
    }

    /** {@code Authorization: Basic ...} (RFC 7617), in UTF-8. */
    static Auth basic(String user, Secret password) {
        return new Basic(user, password);
    }

    /** A key in a header, for example {@code X-Api-Key}. */
    static Auth header(String name, Secret key) {
        return new Header(name, "", key);
    }

    /** A key in the query, for upstreams that know no other way; taken out of every message and log line. */
    static Auth query(String name, Secret key) {
        return new Query(name, key);
    }

    /**
     * OAuth 2.0 client credentials (RFC 6749, 4.4). The engine fetches the token once for all requests, renews it before it
     * ends and once more when an answer is 401.
     *
     * @param tokenUri absolute; the client's secret goes to this address only
     * @param scopes may be empty
     */
    static Auth clientCredentials(URI tokenUri, String clientId, Secret clientSecret, List<String> scopes) {
        return new ClientCredentials(tokenUri, clientId, clientSecret, List.copyOf(scopes));
    }

    /**
     * OAuth 2.0 with a refresh token that a user's consent gave (RFC 6749, 6). Fetched and renewed as in
     * {@link #clientCredentials}. A server may answer with a new refresh token: the engine uses it from then on, in later runs too,
     * for as long as the configured one stays the same. It is kept in the state file, encrypted with a key that is made of the
     * configured secrets.
     *
     * @param tokenUri absolute; the secrets go to this address only
     */
    static Auth refreshToken(URI tokenUri, String clientId, Secret clientSecret, Secret refreshToken) {
        return new RefreshToken(tokenUri, clientId, clientSecret, refreshToken);
    }

    /**
     * A session: one {@code POST} signs in for all requests, and its answer has a token or sets a cookie. The engine signs in again
     * when the session's time is over, and once more when an answer is 401.
     *
     * @param loginUri absolute; the password goes to this address only
     */
    static Auth session(URI loginUri, SignIn signIn, Pass pass) {
        return new Session(loginUri, signIn, pass);
    }

    /**
     * What is posted to sign in.
     *
     * @param userField the name of the field that has the user
     * @param passwordField the name of the field that has the password
     * @param json whether it is a JSON object; a form otherwise
     */
    record SignIn(String userField, String user, String passwordField, Secret password, boolean json) {}

    /**
     * What the answer gives, and how requests show it.
     *
     * @param tokenAt JSON Pointer (RFC 6901) to the token; not used where there is a cookie
     * @param cookie the name of the cookie that is the session; empty text for a token
     * @param header the header field that has the token in each request
     * @param prefix stands before the token, may be empty
     * @param life how long a session lasts
     */
    record Pass(String tokenAt, String cookie, String header, String prefix, Duration life) {}

    /** See {@link #session}. */
    record Session(URI loginUri, SignIn signIn, Pass pass) implements Auth {}

    /** See {@link #none()}. */
    record None() implements Auth {}

    /**
     * See {@link #bearer} and {@link #header}.
     *
     * @param prefix stands before the secret, may be empty
     */
    record Header(String name, String prefix, Secret secret) implements Auth {
        /** @throws NullPointerException naming what is missing */
        public Header {
            Objects.requireNonNull(name, "header name is null");
            Objects.requireNonNull(prefix, "prefix is null");
            Objects.requireNonNull(secret, "secret is null");
        }
    }

    /** See {@link #basic}. */
    record Basic(String user, Secret password) implements Auth {}

    /** See {@link #query}. */
    record Query(String name, Secret secret) implements Auth {}

    /** See {@link #refreshToken}. */
    record RefreshToken(URI tokenUri, String clientId, Secret clientSecret, Secret refreshToken) implements Auth {}

    /** See {@link #clientCredentials}. */
    record ClientCredentials(URI tokenUri, String clientId, Secret clientSecret, List<String> scopes) implements Auth {}
}
