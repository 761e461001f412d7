package dev.headrace.testkit.upstream.recording;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * By what requests are told apart.
 *
 * @param method in capitals
 * @param path as it was on the wire
 * @param query each decoded parameter with its values, sorted: their order is the client's whim
 */
record RequestShape(String method, String path, Map<String, Set<String>> query) {
    /** @param target path and query, or a whole URL */
    static RequestShape of(String method, String target) {
        String local = local(target);
        int mark = local.indexOf('?');
        String path = mark < 0 ? local : local.substring(0, mark);
        Map<String, Set<String>> query = new TreeMap<>();
        for (String pair : mark < 0 ? new String[0] : local.substring(mark + 1).split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            query.computeIfAbsent(name, first -> new TreeSet<>())
                    .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return new RequestShape(method.toUpperCase(Locale.ROOT), path, query);
    }

    private static String local(String target) {
        int scheme = target.indexOf("://");
        int slash = target.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        return slash < 0 ? "/" : target.substring(slash);
    }

    RequestShape with(String name, Collection<String> values) {
        Map<String, Set<String>> more = new TreeMap<>(query);
        more.put(name, new TreeSet<>(values));
        return new RequestShape(method, path, more);
    }

    RequestShape without(Set<String> names) {
        Map<String, Set<String>> left = new TreeMap<>(query);
        left.keySet().removeAll(names);
        return new RequestShape(method, path, left);
    }

    /** How different another one is: another path weighs more than any query, and a path with the same beginning less. */
    int distance(RequestShape other) {
        int parameters = 0;
        Set<String> names = new TreeSet<>(query.keySet());
        names.addAll(other.query.keySet());
        for (String name : names) {
            parameters += query.getOrDefault(name, Set.of()).equals(other.query.get(name)) ? 0 : 1;
        }
        int common = 0;
        while (common < Math.min(path.length(), other.path.length())
                && path.charAt(common) == other.path.charAt(common)) {
            common++;
        }
        int paths = path.equals(other.path) ? 0 : 1_000 + Math.max(path.length(), other.path.length()) - common;
        return paths + 10 * parameters + (method.equals(other.method) ? 0 : 5);
    }

    @Override
    public String toString() {
        String parameters = query.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + "=" + value))
                .collect(Collectors.joining("&"));
        return method + " " + path + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
