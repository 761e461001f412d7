package dev.headrace.detector;

/**
 * Code that may block wherever it runs.
 *
 * @param pattern a class, or a class and a method after a dot, with {@code *} at the end for anything that begins so:
 *     {@code java.util.ServiceLoader*}, {@code org.acme.Report.write}, {@code org.acme.*}
 * @param reason why, for the report; not blank
 */
public record Allowance(String pattern, String reason) {
    /** @throws IllegalArgumentException if either is blank */
    public Allowance {
        if (pattern.isBlank() || reason.isBlank()) {
            throw new IllegalArgumentException(
                    "an allowance needs a pattern and a reason, was '%s' and '%s'".formatted(pattern, reason));
        }
    }

    /**
     * Reads a line of a configuration: {@code PATTERN: REASON}.
     *
     * @throws IllegalArgumentException if either is missing
     */
    public static Allowance parse(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "'%s' gives no reason: write PATTERN: REASON, as in org.acme.Cache.load: reads 1 KB at the start"
                            .formatted(line));
        }
        return new Allowance(
                line.substring(0, colon).trim(), line.substring(colon + 1).trim());
    }

    boolean covers(String type, String method) {
        if (pattern.endsWith("*")) {
            String start = pattern.substring(0, pattern.length() - 1);
            return type.startsWith(start) || (type + "." + method).startsWith(start);
        }
        return type.equals(pattern) || pattern.equals(type + "." + method);
    }
}
