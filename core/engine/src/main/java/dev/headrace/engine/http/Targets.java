package dev.headrace.engine.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns a call's target into an address. Immutable.
 *
 * <p>A relative target is put behind the base URL with its path, whether or not it begins with a slash: with the base
 * {@code https://h/api/v4} both {@code /items} and {@code items} mean {@code https://h/api/v4/items}, and {@code ?page=2} means
 * {@code https://h/api/v4?page=2}. References from answers are relative to the answer instead: resolve them against its address.
 */
final class Targets {
    private static final String NOT_IN_URIS = " \"<>\\^`{|}";

    private final @Nullable String base;

    Targets(@Nullable URI baseUrl) {
        this.base = baseUrl == null ? null : withoutEnd(baseUrl);
    }

    /** @throws IllegalArgumentException if there is no such address, saying why; the message does not repeat the target */
    URI resolve(String target) {
        if (isAbsolute(target)) {
            return checked(parse(target));
        }
        if (base == null) {
            throw new IllegalArgumentException("it is relative, and the connector has no base-url");
        }
        boolean joined = target.isEmpty() || target.startsWith("/") || target.startsWith("?");
        return checked(parse(joined ? base + target : base + "/" + target));
    }

    /**
     * Resolves a reference found in an answer, as RFC 3986, 5.2.2 says: {@link URI#resolve} follows the RFC before it, which drops
     * the last segment where only a query is given, and knows no path that is empty.
     *
     * @throws IllegalArgumentException if it is no reference
     */
    static URI resolve(URI against, String reference) {
        URI relative = parse(reference);
        boolean samePath = relative.getScheme() == null
                && relative.getRawAuthority() == null
                && relative.getRawPath().isEmpty();
        if (samePath) {
            String query = relative.getRawQuery();
            return query == null ? against : URI.create(upToQuery(against) + "?" + query);
        }
        URI rooted = against.getRawPath().isEmpty() ? against.resolve("/") : against;
        return withoutFragment(rooted.resolve(relative));
    }

    private static boolean isAbsolute(String target) {
        int colon = target.indexOf(':');
        if (colon <= 0) {
            return false;
        }
        String scheme = target.substring(0, colon).toLowerCase(Locale.ROOT);
        return target.startsWith("//", colon + 1) && scheme.chars().allMatch(Character::isLetterOrDigit);
    }

    private static URI checked(URI uri) {
        Origin.of(uri);
        return withoutFragment(uri);
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException notStrict) {
            return parseEncoded(text);
        }
    }

    /** Upstreams put spaces, braces and letters beyond ASCII into their links; browsers encode them, so do we. */
    private static URI parseEncoded(String text) {
        try {
            return new URI(encodeIllegal(text));
        } catch (URISyntaxException illegal) {
            throw new IllegalArgumentException(
                    "it is not a valid address: %s at position %d".formatted(illegal.getReason(), illegal.getIndex()),
                    null);
        }
    }

    private static String encodeIllegal(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (point > ' ' && point < 0x7f && NOT_IN_URIS.indexOf(point) < 0) {
                encoded.appendCodePoint(point);
            } else {
                for (byte octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append('%').append(String.format(Locale.ROOT, "%02X", octet & 0xff));
                }
            }
        });
        return encoded.toString();
    }

    private static URI withoutFragment(URI uri) {
        if (uri.getRawFragment() == null) {
            return uri;
        }
        String text = uri.toString();
        return URI.create(text.substring(0, text.indexOf('#')));
    }

    private static String withoutEnd(URI baseUrl) {
        String text = upToQuery(baseUrl);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }

    /** The address without query and fragment. */
    private static String upToQuery(URI uri) {
        String text = uri.toString();
        int end = 0;
        while (end < text.length() && "?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }
}
