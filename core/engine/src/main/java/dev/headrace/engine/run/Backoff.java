package dev.headrace.engine.run;

import dev.headrace.spi.TransientException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before an attempt that follows a failed one: full jitter, so that items that failed together part. */
final class Backoff {
    private static final Duration BASE = Duration.ofMillis(500);
    private static final Duration MOST = Duration.ofSeconds(20);

    private Backoff() {}

    /** @param attempt the number of the attempt to come, at least 2 */
    static Duration before(int attempt, Throwable cause) {
        Duration asked =
                cause instanceof TransientException said ? said.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
        long ceiling = Math.min(MOST.toMillis(), BASE.toMillis() << Math.min(attempt - 2, 10));
        Duration jittered = Duration.ofMillis(ThreadLocalRandom.current().nextLong(ceiling + 1));
        return asked.compareTo(jittered) > 0 ? asked : jittered;
    }
}
