package dev.headrace.engine.http;

import dev.headrace.spi.Auth;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the secrets of an upstream out of what others see: replies, links, messages. Thread-safe.
 *
 * <p>The key in the query is taken out whole, because a link without it can be followed: the key is added again when it is sent.
 */
final class Redaction {
    /** Shorter texts are no secrets, and would riddle every message with stars. */
    private static final int SHORTEST = 4;

    private final @Nullable String parameter;
    /** How often each text was hidden: a server may give the same token again. Guarded by this. */
    private final Map<String, Integer> uses = new LinkedHashMap<>();
    // Replaced whole, because tokens come and go while others read.
    private volatile Set<String> secrets = Set.of();

    Redaction(Auth auth) {
        this.parameter = auth instanceof Auth.Query query ? query.name() : null;
        for (String secret : SignedBy.secrets(auth)) {
            hide(secret);
        }
    }

    /** Adds a secret, as it is and as addresses carry it. */
    synchronized void hide(String secret) {
        if (secret.length() >= SHORTEST) {
            forms(secret).forEach(form -> uses.merge(form, 1, Integer::sum));
            refresh();
        }
    }

    /** Forgets a secret that is none any more; as often as it was hidden, for only then does nobody use it. */
    synchronized void forget(String secret) {
        forms(secret).forEach(form -> uses.computeIfPresent(form, (text, times) -> times > 1 ? times - 1 : null));
        refresh();
    }

    private void refresh() {
        if (!secrets.equals(uses.keySet())) {
            secrets = new LinkedHashSet<>(uses.keySet());
        }
    }

    private static Set<String> forms(String secret) {
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return new LinkedHashSet<>(List.of(secret, encoded, encoded.replace("+", "%20")));
    }

    String text(String text) {
        String hidden = text;
        for (String secret : secrets) {
            if (hidden.contains(secret)) {
                hidden = hidden.replace(secret, "******");
            }
        }
        return hidden;
    }

    /** Whether a failure may be shown with all its causes. */
    boolean isClean(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            String message = String.valueOf(cause.getMessage());
            if (!text(message).equals(message)) {
                return false;
            }
            cause = cause.getCause();
        }
        return true;
    }

    /** An address that may be shown. */
    URI uri(URI uri) {
        URI open = withoutKey(uri);
        String hidden = text(open.toString());
        return hidden.equals(open.toString()) ? open : URI.create(hidden);
    }

    /** An address without the key that signs it, as it is kept until it is sent. */
    URI withoutKey(URI uri) {
        String query = uri.getRawQuery();
        if (parameter == null || query == null) {
            return uri;
        }
        String rest = without(parameter, query);
        return rest.equals(query)
                ? uri
                : URI.create(uri.toString().replace("?" + query, rest.isEmpty() ? "" : "?" + rest));
    }

    private static String without(String parameter, String query) {
        String encoded = URLEncoder.encode(parameter, StandardCharsets.UTF_8);
        StringBuilder rest = new StringBuilder(query.length());
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.equals(parameter) && !name.equals(encoded)) {
                rest.append(rest.length() == 0 ? "" : "&").append(pair);
            }
        }
        return rest.toString();
    }
}
