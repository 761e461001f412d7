package dev.headrace.engine.config;

import dev.headrace.spi.Secret;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Hides the secrets of a configuration in texts that others have written, for example in the body of an upstream's error.
 * Immutable and thread-safe.
 */
public final class Redaction {
    /** Shorter ones are left alone: hiding every {@code a} would make a text unreadable and tell the secret. */
    private static final int SHORTEST = 4;

    private final List<Secret> secrets;

    Redaction(Collection<Secret> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.reveal().length() >= SHORTEST)
                .sorted(Comparator.comparingInt(
                                (Secret secret) -> secret.reveal().length())
                        .reversed())
                .toList();
    }

    /** The text with six stars in the place of every secret of at least four characters. */
    public String hide(String text) {
        String hidden = text;
        for (Secret secret : secrets) {
            hidden = hidden.replace(secret.reveal(), secret.toString());
        }
        return hidden;
    }
}
