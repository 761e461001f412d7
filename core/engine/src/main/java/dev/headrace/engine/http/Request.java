package dev.headrace.engine.http;

import dev.headrace.spi.HttpCall;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * What goes over the wire, once. Confined to one thread, then to a reactor. It holds credentials: never print it.
 *
 * @param body {@code null} for none
 * @param whole whether the target is written with scheme and host, for a proxy
 */
record Request(
        String method, Origin origin, String target, List<Header> fields, HttpCall.@Nullable Body body, boolean whole) {
    static Request of(String method, Origin origin, String target) {
        return new Request(method, origin, target, new ArrayList<>(8), null, false);
    }

    Request with(HttpCall.Body content) {
        return new Request(method, origin, target, fields, content, whole);
    }

    /** As a proxy wants it; what goes through a tunnel is none of its business. */
    Request through(@Nullable Proxy proxy) {
        if (proxy == null || origin.secure()) {
            return this;
        }
        if (proxy.authorization() != null) {
            field("Proxy-Authorization", proxy.authorization());
        }
        return new Request(method, origin, target, fields, body, true);
    }

    Request field(String name, String value) {
        fields.add(new BasicHeader(name, value));
        return this;
    }

    HttpRequest message() {
        URIAuthority authority = new URIAuthority(origin.hostName(), isDefaultPort() ? -1 : origin.port());
        BasicHttpRequest request = new BasicHttpRequest(method, origin.scheme(), authority, target);
        request.setAbsoluteRequestUri(whole);
        fields.forEach(request::addHeader);
        return request;
    }

    private boolean isDefaultPort() {
        return origin.port() == (origin.secure() ? 443 : 80);
    }

    @Override
    public String toString() {
        return method + " " + origin;
    }
}
