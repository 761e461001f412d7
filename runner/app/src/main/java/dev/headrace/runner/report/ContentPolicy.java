package dev.headrace.runner.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a page may do: run and apply what is named here by its hash, and nothing else. No request, no form, no markup out of
 * strings. For one thread.
 */
final class ContentPolicy {
    private final List<String> styles = new ArrayList<>();
    private final List<String> scripts = new ArrayList<>();

    /** Allows a style, and gives it back. */
    String style(String text) {
        styles.add(source(text));
        return text;
    }

    /** Allows a script, and gives it back. */
    String script(String text) {
        scripts.add(source(text));
        return text;
    }

    private static String source(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JVM has SHA-256", impossible);
        }
    }

    /** As the header {@code Content-Security-Policy} takes it. */
    @Override
    public String toString() {
        return String.join(
                "; ",
                "default-src 'none'",
                "style-src " + String.join(" ", styles),
                "script-src " + String.join(" ", scripts),
                "base-uri 'none'",
                "form-action 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types 'none'");
    }
}
