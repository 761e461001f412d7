package dev.headrace.testkit.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds secrets in texts, also where they were encoded on the way.
 *
 * @param secrets by the option that holds them, none of them short
 */
record Leaks(Collection<String> secrets) {
    /** The first secret that a text holds; empty when there is none. */
    Optional<String> in(String text) {
        return secrets.stream()
                .filter(secret -> forms(secret).anyMatch(text::contains))
                .findFirst();
    }

    private static Stream<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Base64.getEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Enough of a text to find the place, without the secret. */
    String around(String text) {
        String shown = text;
        for (String secret : secrets) {
            shown = shown.replace(secret, "******");
        }
        return shown.length() <= 200 ? shown : shown.substring(0, 200) + "...";
    }
}
