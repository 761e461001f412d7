package dev.headrace.runner.browser;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * One browser that follows the run. What it does not read in time is dropped, oldest first: each message holds the whole state.
 * Thread-safe; {@link #follow} is for one thread, which waits for the browser.
 */
final class Follower {
    /** The state, and the end. */
    private static final int KEPT = 2;

    /** A comment: a browser that has gone is noticed when it is written to. */
    private static final String SIGN_OF_LIFE = ":\n\n";

    private static final long SILENCE_SECONDS = 15;

    private final Supplier<Optional<String>> first;
    private final BlockingQueue<String> messages = new ArrayBlockingQueue<>(KEPT);
    private volatile boolean over;

    /** @param first what it is told before anything else, if there is something yet */
    Follower(Supplier<Optional<String>> first) {
        this.first = first;
    }

    /** Never waits. */
    void tell(String message) {
        while (!messages.offer(message)) {
            messages.poll();
        }
    }

    /** Tells the last message. */
    void end(String message) {
        tell(message);
        over = true;
    }

    /**
     * Writes what it is told, until after the last message the browser goes.
     *
     * @throws IOException when the browser has gone
     */
    void follow(OutputStream out) throws IOException, InterruptedException {
        write(first.get().orElse(SIGN_OF_LIFE), out);
        while (true) {
            String next = messages.poll(over ? 1 : SILENCE_SECONDS, TimeUnit.SECONDS);
            write(next == null ? SIGN_OF_LIFE : next, out);
        }
    }

    private static void write(String message, OutputStream out) throws IOException {
        out.write(message.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** As server-sent events want it; JSON has no line ends. */
    static String message(String kind, Object json) {
        return "event: %s\ndata: %s\n\n".formatted(kind, json);
    }
}
