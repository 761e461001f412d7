package dev.headrace.runner.serve;

import dev.headrace.engine.Service;
import dev.headrace.runner.endpoint.Page;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says whether the process is well, and whether it is ready. Thread-safe. */
public final class Health {
    /** The thread that decides looks twice a minute at least. */
    private static final Duration STUCK = Duration.ofMinutes(2);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** An answer is good for so long: whoever asks all the time must not make the disk busy. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Service service;
    private final Serving serving;
    // Guarded by this.
    private @Nullable CompletableFuture<Boolean> probe;
    private long probedAt;

    /** Of one process. */
    public Health(Service service, Serving serving) {
        this.service = service;
        this.serving = serving;
    }

    /** The pages {@code /healthz} and {@code /readyz}. */
    public Map<String, Page> pages() {
        return Map.of("/healthz", this::health, "/readyz", this::readiness);
    }

    private Page.Answer health() {
        Duration unattended = serving.unattended();
        if (unattended.compareTo(STUCK) > 0) {
            return Page.Answer.unwell("Nobody has looked for %d s whether something is due. Restart the process."
                    .formatted(unattended.toSeconds()));
        }
        return store();
    }

    /** Waits, on a thread of the endpoint, until something has been written, or was a moment ago. */
    private Page.Answer store() {
        try {
            probe().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return Page.Answer.fine();
        } catch (TimeoutException slow) {
            return Page.Answer.unwell("The state file could not be written within %d s. Look at the disk."
                    .formatted(PATIENCE.toSeconds()));
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause() == null ? failed : failed.getCause();
            return Page.Answer.unwell(String.valueOf(why.getMessage()));
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Page.Answer.unwell("The process ends.");
        }
    }

    /** The last one, if it is fresh or has not been answered. */
    private synchronized CompletableFuture<Boolean> probe() {
        long now = service.time().nanoTime();
        CompletableFuture<Boolean> last = probe;
        if (last != null && (!last.isDone() || now - probedAt < FRESH.toNanos())) {
            return last;
        }
        CompletableFuture<Boolean> next = service.probe().toCompletableFuture();
        probe = next;
        probedAt = now;
        return next;
    }

    private Page.Answer readiness() {
        return serving.isReady()
                ? Page.Answer.fine()
                : Page.Answer.unwell("It is not known yet what is due when, or the process ends.");
    }
}
