package dev.headrace.engine.http;

import java.net.URI;
import java.util.Locale;

/**
 * Scheme, host and port: the place that credentials belong to (RFC 6454, 4).
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case, IPv6 addresses in brackets
 * @param port never the scheme's default by omission
 */
record Origin(String scheme, String host, int port) {
    /** @throws IllegalArgumentException if the address is not absolute, not HTTP, has no host, or carries a user */
    static Origin of(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("it must begin with http:// or https://");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "it must not contain a user name or password; use the connector's auth option");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("it has no valid host name");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
    }

    boolean secure() {
        return scheme.equals("https");
    }

    /** The value of the {@code Host} field: without the port when it is the scheme's default. */
    String authority() {
        return port == (secure() ? 443 : 80) ? host : host + ":" + port;
    }

    /** The host as the resolver wants it. */
    String hostName() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
