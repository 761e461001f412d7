package dev.headrace.engine.http;

import dev.headrace.spi.HttpCall;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a call goes: at first where it says, after redirects elsewhere. Immutable.
 *
 * @param uri with neither fragment nor the key that signs it
 * @param home whether the call's own header fields may be sent: not after a redirect to another origin
 * @param redirects how many led here
 */
record Hop(String method, URI uri, Origin origin, HttpCall.@Nullable Body body, boolean home, int redirects) {
    static Hop first(HttpCall call, URI uri) {
        return new Hop(call.method(), uri, Origin.of(uri), call.body().orElse(null), true, 0);
    }

    Hop redirected(String newMethod, URI newUri) {
        Origin next = Origin.of(newUri);
        HttpCall.Body kept = newMethod.equals(method) ? body : null;
        return new Hop(newMethod, newUri, next, kept, home && next.equals(origin), redirects + 1);
    }
}
