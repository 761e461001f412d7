package dev.headrace.engine.blocking;

/**
 * How much may block at once.
 *
 * @param threads for all lanes together, at least 1
 * @param virtualThreads whether lanes use virtual threads where they can be trusted: from Java 24 on, since before a thread that
 *     blocks inside {@code synchronized} holds one of the few threads that carry all virtual ones (JEP 491)
 */
public record BlockingSettings(int threads, boolean virtualThreads) {
    /** @throws IllegalArgumentException if threads is less than 1 */
    public BlockingSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("blocking threads must be at least 1, was " + threads);
        }
    }

    /** 64 threads, virtual where possible. */
    public static BlockingSettings defaults() {
        return new BlockingSettings(64, true);
    }
}
