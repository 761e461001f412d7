package dev.headrace.spi.async;

import java.util.Objects;

/** The owner's side of a {@link Cancellation}: who holds this may cancel. Thread-safe. */
public final class CancellationSource {
    private final Cancellation cancellation = new Cancellation();

    /** A cancellation of its own, not requested. */
    public CancellationSource() {}

    /** What the owner hands to the work; always the same object. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /**
     * Requests the cancellation and calls its listeners on this thread, before it returns. Only the first call counts.
     *
     * @param reason a sentence: it reaches reports and messages
     * @return whether this call was the first
     */
    public boolean cancel(String reason) {
        return cancellation.request(Objects.requireNonNull(reason, "reason is null"));
    }
}
