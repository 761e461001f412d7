package dev.headrace.spi;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Request targets as text: absolute addresses, or those relative to {@code base-url}. Stateless. */
final class Targets {
    private Targets() {}

    /** Adds a parameter at the end of the query, percent-encoded (RFC 3986); a fragment is cut off. */
    static String plusParameter(String target, String name, Object value) {
        String base = withoutFragment(target);
        return base + (base.indexOf('?') < 0 ? '?' : '&') + encode(name) + '=' + encode(value.toString());
    }

    /** Replaces a parameter of the query, or adds it at the end. */
    static String withParameter(String target, String name, Object value) {
        String base = withoutFragment(target);
        int query = base.indexOf('?');
        if (query < 0) {
            return plusParameter(base, name, value);
        }
        StringJoiner kept = new StringJoiner("&");
        for (String parameter : base.substring(query + 1).split("&", -1)) {
            if (!parameter.isEmpty() && !name.equals(nameOf(parameter))) {
                kept.add(parameter);
            }
        }
        kept.add(encode(name) + '=' + encode(value.toString()));
        return base.substring(0, query + 1) + kept;
    }

    /** The decoded value of the first parameter of that name. */
    static Optional<String> parameter(String target, String name) {
        String base = withoutFragment(target);
        int query = base.indexOf('?');
        if (query < 0) {
            return Optional.empty();
        }
        for (String parameter : base.substring(query + 1).split("&", -1)) {
            if (name.equals(nameOf(parameter))) {
                int equals = parameter.indexOf('=');
                return Optional.of(equals < 0 ? "" : decode(parameter.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    /** True if scheme, host and port are the same, with the scheme's own port where none is given (RFC 6454). */
    static boolean sameOrigin(URI one, URI other) {
        return lower(one.getScheme()).equals(lower(other.getScheme()))
                && lower(one.getHost()).equals(lower(other.getHost()))
                && port(one) == port(other);
    }

    /** A reference as RFC 3986, 5.2.2 resolves it: {@link URI#resolve} drops the last segment where only a query is given. */
    static URI resolve(URI against, String reference) {
        if (!reference.startsWith("?")) {
            return against.resolve(reference);
        }
        String address = withoutFragment(against.toString());
        int query = address.indexOf('?');
        return URI.create((query < 0 ? address : address.substring(0, query)) + reference);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equals(lower(uri.getScheme())) ? 443 : 80;
    }

    private static String lower(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").toLowerCase(Locale.ROOT);
    }

    private static String withoutFragment(String target) {
        int fragment = target.indexOf('#');
        return fragment < 0 ? target : target.substring(0, fragment);
    }

    private static String nameOf(String parameter) {
        int equals = parameter.indexOf('=');
        return decode(equals < 0 ? parameter : parameter.substring(0, equals));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
