package dev.headrace.runner.serve;

import dev.headrace.engine.Service;
import dev.headrace.runner.endpoint.Page;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Says whether the process is well, and whether it is ready. Thread-safe. */
public final class Health {
    /** The thread that decides looks twice a minute at least. */
    private static final Duration STUCK = Duration.ofMinutes(2);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Service service;
    private final Serving serving;

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

    /** Waits, on a thread of the endpoint, until something has been written. */
    private Page.Answer store() {
        try {
            service.probe().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
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

    private Page.Answer readiness() {
        return serving.isReady()
                ? Page.Answer.fine()
                : Page.Answer.unwell("It is not known yet what is due when, or the process ends.");
    }
}
