package dev.headrace.runner.browser;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may see the run: whoever knows the token, under the name of this machine, to read. The name is checked because a page of
 * anybody's may make its own name mean this machine (DNS rebinding), and then the browser takes it for the same origin. Immutable.
 */
final class Gate {
    private static final int TOKEN_BYTES = 24;

    private final String token;
    private final Set<String> hosts;

    private Gate(String token, Set<String> hosts) {
        this.token = token;
        this.hosts = hosts;
    }

    /** With a new token, for a port of this machine. */
    static Gate of(int port) {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return new Gate(token, Set.of("127.0.0.1:" + port, "localhost:" + port));
    }

    /** The path that begins every address. */
    String root() {
        return "/" + token + "/";
    }

    /** The status that a request is refused with; empty if it may pass. */
    Optional<Integer> refusal(HttpExchange exchange) {
        if (!known(exchange.getRequestHeaders()) || !tokenOf(exchange)) {
            return Optional.of(403);
        }
        return exchange.getRequestMethod().equals("GET") ? Optional.empty() : Optional.of(405);
    }

    private boolean known(Headers headers) {
        List<String> named = headers.getOrDefault("Host", List.of());
        List<String> origins = headers.getOrDefault("Origin", List.of());
        return named.size() == 1
                && hosts.contains(named.get(0))
                && origins.stream().allMatch(origin -> origin.equals("http://" + named.get(0)));
    }

    /** In the same time for every wrong token. */
    private boolean tokenOf(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        int end = path.indexOf('/', 1);
        String given = end < 0 ? "" : path.substring(1, end);
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    /** What comes after the token. */
    String page(HttpExchange exchange) {
        return exchange.getRequestURI().getRawPath().substring(root().length());
    }
}
