package dev.headrace.engine.http;

import dev.headrace.spi.HttpCall;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes: at first where it says, after redirects elsewhere. Thread-safe; the same for ever, whatever it forgets.
 *
 * <p>A parsed address takes five times the room of its text, and a call may wait for its budget among fifty thousand: so it is parsed
 * again after a wait.
 */
final class Hop {
    private final String method;
    private final String address;
    private final Origin origin;
    private final HttpCall.@Nullable Body body;
    private final boolean home;
    private final int redirects;
    private volatile @Nullable URI parsed;

    /**
     * One step of a call.
     *
     * @param uri with neither fragment nor the key that signs it
     * @param home whether the call's own header fields may be sent: not after a redirect to another origin
     * @param redirects how many led here
     */
    private Hop(String method, URI uri, Origin origin, HttpCall.@Nullable Body body, boolean home, int redirects) {
        this.method = method;
        this.address = uri.toString();
        this.origin = origin;
        this.body = body;
        this.home = home;
        this.redirects = redirects;
        this.parsed = uri;
    }

    /** @param usual the origin that most calls go to, so that they need not have one each */
    static Hop first(HttpCall call, URI uri, @Nullable Origin usual) {
        Origin origin = Origin.of(uri);
        return new Hop(
                call.method(),
                uri,
                usual != null && origin.equals(usual) ? usual : origin,
                call.body().orElse(null),
                true,
                0);
    }

    Hop redirected(String newMethod, URI newUri) {
        Origin next = Origin.of(newUri);
        HttpCall.Body kept = newMethod.equals(method) ? body : null;
        return new Hop(newMethod, newUri, next, kept, home && next.equals(origin), redirects + 1);
    }

    /** Makes itself small until it is needed. */
    void rest() {
        parsed = null;
    }

    String method() {
        return method;
    }

    URI uri() {
        URI known = parsed;
        if (known == null) {
            known = URI.create(address);
            parsed = known;
        }
        return known;
    }

    Origin origin() {
        return origin;
    }

    HttpCall.@Nullable Body body() {
        return body;
    }

    boolean home() {
        return home;
    }

    int redirects() {
        return redirects;
    }
}
