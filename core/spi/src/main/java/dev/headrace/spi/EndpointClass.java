package dev.headrace.spi;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Requests that an upstream counts together: those of a method whose path has a form, for example {@code GET /search/*} or {@code
 * /repos/{owner}/{repo}/issues}. Immutable and thread-safe.
 *
 * <p>{@code {name}} and {@code *} stand for one segment of the path, {@code **} at the end for any number of them. Without a method
 * all methods are meant. The path is the one behind {@code base-url}, without the query.
 */
public final class EndpointClass {
    private static final String REST = "**";

    private final String text;
    private final String method;
    private final List<String> segments;

    private EndpointClass(String text, String method, List<String> segments) {
        this.text = text;
        this.method = method;
        this.segments = segments;
    }

    /**
     * Reads the form.
     *
     * @param text a path that begins with a slash, with a method before it or without
     * @throws IllegalArgumentException if it is not of that form, saying why
     */
    public static EndpointClass of(String text) {
        String[] words =
                Objects.requireNonNull(text, "endpoint is null").strip().split("\\s+", -1);
        String path = words[words.length - 1];
        String method = words.length == 2 ? words[0].toUpperCase(Locale.ROOT) : "";
        if (words.length > 2 || !path.startsWith("/") || !method.matches("[A-Z]*")) {
            throw new IllegalArgumentException(
                    "endpoint '%s' must be a path such as /search/*, or a method and a path such as GET /search/*"
                            .formatted(text));
        }
        List<String> segments = segments(path);
        int rest = segments.indexOf(REST);
        if (rest >= 0 && rest < segments.size() - 1) {
            throw new IllegalArgumentException("endpoint '%s' has ** before its end".formatted(text));
        }
        return new EndpointClass(String.join(" ", words), method, segments);
    }

    private static List<String> segments(String path) {
        String inner = path.substring(1);
        String trimmed = inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner;
        return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("/", -1));
    }

    /**
     * Whether a request belongs to the class.
     *
     * @param requestMethod in upper case
     * @param path begins with a slash, percent-encoded as it is sent
     */
    public boolean covers(String requestMethod, String path) {
        if (!method.isEmpty() && !method.equals(requestMethod)) {
            return false;
        }
        List<String> given = segments(path);
        boolean open = !segments.isEmpty() && segments.get(segments.size() - 1).equals(REST);
        int fixed = open ? segments.size() - 1 : segments.size();
        if (open ? given.size() < fixed : given.size() != fixed) {
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            if (!isAny(segments.get(i)) && !segments.get(i).equals(given.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** How much of a request the class says: the narrower of two classes says more. */
    public int specificity() {
        long said = segments.stream().filter(segment -> !isAny(segment)).count();
        return (int) (2 * said) + (method.isEmpty() ? 0 : 1);
    }

    private static boolean isAny(String segment) {
        return segment.equals("*") || segment.equals(REST) || segment.startsWith("{") && segment.endsWith("}");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EndpointClass endpoint && endpoint.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was given. */
    @Override
    public String toString() {
        return text;
    }
}
