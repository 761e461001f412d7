package dev.headrace.spi;

import java.util.Objects;

/** A secret from the configuration. It never prints itself. Immutable and thread-safe. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** @param value the secret itself */
    public static Secret of(String value) {
        return new Secret(Objects.requireNonNull(value, "secret is null"));
    }

    /** The secret itself. Never put the result into a message, a log line, a work item or a record. */
    public String reveal() {
        return value;
    }

    /** Always six stars. */
    @Override
    public String toString() {
        return "******";
    }
}
