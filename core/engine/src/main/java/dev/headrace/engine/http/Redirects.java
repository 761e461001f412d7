package dev.headrace.engine.http;

import java.net.URI;

/**
 * Follows redirects (RFC 9110, 15.4). HttpClient's own following forwards keys in header fields to any origin. Stateless.
 *
 * <p>Beyond the RFC: no more than {@value #MOST} in a row, none from {@code https} to {@code http}, a body stays at its origin, and a
 * request that may not be repeated is sent once only.
 */
final class Redirects {
    private static final int MOST = 5;

    private Redirects() {}

    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /**
     * The next hop.
     *
     * @param location the field's value, empty text when there is none
     * @throws IllegalArgumentException if it must not be followed, saying why
     */
    static Hop follow(Hop from, int status, String location, boolean repeatable, Redaction redaction) {
        if (from.redirects() >= MOST) {
            throw new IllegalArgumentException("more than %d redirects in a row".formatted(MOST));
        }
        if (location.isEmpty()) {
            throw new IllegalArgumentException("it does not say where to");
        }
        String method = method(from.method(), status, repeatable);
        Hop next = from.redirected(method, redaction.withoutKey(target(from.uri(), location, redaction)));
        if (from.origin().secure() && !next.origin().secure()) {
            throw new IllegalArgumentException(
                    "it leads from https to http, to %s".formatted(redaction.uri(next.uri())));
        }
        if (next.body() != null && !next.origin().equals(from.origin())) {
            throw new IllegalArgumentException(
                    "what the %s sends may be secret and goes to %s only, and it leads to %s; if that is the right place, configure its address"
                            .formatted(method, from.origin().authority(), redaction.uri(next.uri())));
        }
        return next;
    }

    private static URI target(URI from, String location, Redaction redaction) {
        try {
            URI target = Targets.resolve(from, location);
            Origin.of(target);
            return target;
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException(
                    "it leads to '%s': %s".formatted(redaction.text(location), invalid.getMessage()), invalid);
        }
    }

    private static String method(String method, int status, boolean repeatable) {
        if (method.equals("GET") || method.equals("HEAD")) {
            return method;
        }
        if (status == 303) {
            return "GET";
        }
        if (repeatable && (status == 307 || status == 308)) {
            return method;
        }
        throw new IllegalArgumentException("a %s is not sent to another address".formatted(method));
    }
}
