package dev.headrace.testkit.trial;

import dev.headrace.spi.HttpCall;
import dev.headrace.testkit.upstream.ReceivedRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a request asks for, the same for the connector that sends it and for the upstream that gets it. Parameters that hold a
 * secret are left out: the engine adds them on the way.
 *
 * @param method in capitals
 * @param target path and query
 * @param body a digest of the body, 0 when there is none
 */
public record RequestKey(String method, String target, int body) {
    /** As the connector sent it. */
    static RequestKey sent(HttpCall call, URI answered) {
        String query = answered.getRawQuery() == null ? "" : "?" + answered.getRawQuery();
        int body = call.body().map(sent -> digest(sent.content())).orElse(0);
        return new RequestKey(call.method(), answered.getRawPath() + query, body);
    }

    /**
     * As it reached the upstream.
     *
     * @param secrets the values of all secrets of the case
     */
    public static RequestKey received(ReceivedRequest request, Collection<String> secrets) {
        return new RequestKey(request.method(), without(secrets, request.target()), digest(request.body()));
    }

    private static int digest(byte[] content) {
        return content.length == 0 ? 0 : Arrays.hashCode(content);
    }

    private static String without(Collection<String> secrets, String target) {
        int query = target.indexOf('?');
        if (query < 0 || secrets.isEmpty()) {
            return target;
        }
        List<String> kept = Arrays.stream(target.substring(query + 1).split("&"))
                .filter(pair -> secrets.stream()
                        .noneMatch(secret ->
                                URLDecoder.decode(pair, StandardCharsets.UTF_8).contains(secret)))
                .toList();
        String rest = kept.stream().collect(Collectors.joining("&"));
        return target.substring(0, query) + (rest.isEmpty() ? "" : "?" + rest);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
