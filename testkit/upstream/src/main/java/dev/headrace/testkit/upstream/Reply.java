package dev.headrace.testkit.upstream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What the fake upstream answers: status, headers and body, when, and how it goes wrong.
 *
 * <p>Immutable; every method that changes something returns a new reply. One instance may answer any number of requests,
 * and its bytes are prepared once, so a reply that is kept costs nothing to send again.
 */
public final class Reply {
    private final Head head;
    private final byte[] body;
    private final Pace pace;
    private final Ending ending;

    private Reply(Head head, byte[] body, Pace pace, Ending ending) {
        this.head = head;
        this.body = body;
        this.pace = pace;
        this.ending = ending;
    }

    /**
     * An answer without a body.
     *
     * @param status the status code, 200 to 599
     */
    public static Reply status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("A reply's status is a final one from 200 to 599, not " + status + ".");
        }
        return new Reply(Head.of(status), new byte[0], Pace.AT_ONCE, Ending.COMPLETE);
    }

    /**
     * A 200 with a body of {@code application/json}.
     *
     * @param json the body; not checked, so that broken JSON can be answered too
     */
    public static Reply json(String json) {
        return bytes("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A 200 with a body of {@code text/plain; charset=utf-8}.
     *
     * @param text the body
     */
    public static Reply text(String text) {
        return bytes("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A 200 with the given bytes.
     *
     * @param contentType the value of {@code Content-Type}
     * @param body the body; not copied, so leave it unchanged
     */
    public static Reply bytes(String contentType, byte[] body) {
        return new Reply(Head.of(200).with("Content-Type", contentType), body, Pace.AT_ONCE, Ending.COMPLETE);
    }

    /**
     * A redirect.
     *
     * @param status 301, 302, 303, 307 or 308
     * @param location where to, absolute or relative
     */
    public static Reply redirect(int status, String location) {
        return status(status).withHeader("Location", location);
    }

    /**
     * A 429 with {@code Retry-After} in seconds, rounded up to whole ones.
     *
     * @param retryAfter how long the client shall wait, from zero
     */
    public static Reply tooManyRequests(Duration retryAfter) {
        String seconds = Long.toString(retryAfter.plusNanos(999_999_999).toSeconds());
        return json("{\"error\":\"too many requests\"}").withStatus(429).withHeader("Retry-After", seconds);
    }

    /**
     * A 200 of {@code application/json} whose body is a few hundred kilobytes of gzip on the wire and
     * {@code mebibytes} MiB once inflated: blanks and then {@code []}, which is valid JSON, so that a client without a
     * limit succeeds and shows that it had none. Costs about 1 KiB of memory for each MiB.
     *
     * @param mebibytes the inflated size, from 1 to 4095
     */
    public static Reply gzipBomb(int mebibytes) {
        return bytes("application/json", GzipBomb.ofBlanks(mebibytes)).withHeader("Content-Encoding", "gzip");
    }

    /** The request is read and never answered; the connection stays open. */
    public static Reply neverAnswer() {
        return status(200).ending(Ending.NEVER);
    }

    /** The connection is reset before a byte is answered: a TCP RST on HTTP/1.1, RST_STREAM on HTTP/2. */
    public static Reply reset() {
        return status(200).ending(Ending.RESET);
    }

    /** The connection is closed in good order before a byte is answered; RST_STREAM on HTTP/2. */
    public static Reply hangUp() {
        return status(200).ending(Ending.HANG_UP);
    }

    /**
     * Bytes that are no HTTP answer, then the end of the connection, on HTTP/2 also for its other streams.
     *
     * @param bytes what to send in place of an answer; on HTTP/2 only as much of it as fits into the socket's buffer
     */
    public static Reply garbage(byte[] bytes) {
        return new Reply(Head.of(200), bytes, Pace.AT_ONCE, Ending.GARBAGE);
    }

    /**
     * The same reply under another status.
     *
     * @param status the status code, 200 to 599
     */
    public Reply withStatus(int status) {
        return new Reply(head.under(status(status).head.status()), body, pace, ending);
    }

    /**
     * The same reply with another body; what its headers say of it stays as it is.
     *
     * @param other not copied, so leave it unchanged
     */
    public Reply withBody(byte[] other) {
        return new Reply(head, other, pace, ending);
    }

    /** The same reply with another body, in UTF-8. */
    public Reply withBody(String other) {
        return withBody(other.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Sets a header, in place of any of that name, the server's own ({@code Date}, {@code Content-Length}) included.
     *
     * @param name the header's name
     * @param value its value
     */
    public Reply withHeader(String name, String value) {
        return new Reply(head.with(name, value), body, pace, ending);
    }

    /**
     * Adds a line for a header that may occur several times, such as {@code Link}.
     *
     * @param name the header's name
     * @param value the value of the new line
     */
    public Reply andHeader(String name, String value) {
        return new Reply(head.and(name, value), body, pace, ending);
    }

    /**
     * Leaves out a header, {@code Date} for example, which the server adds otherwise. Leaving out {@code Content-Length}
     * makes the body chunked on HTTP/1.1.
     *
     * @param name the header's name
     */
    public Reply withoutHeader(String name) {
        return new Reply(head.without(name), body, pace, ending);
    }

    /** The same reply with its body compressed and {@code Content-Encoding: gzip}. */
    public Reply gzipped() {
        return new Reply(head.with("Content-Encoding", "gzip"), GzipBomb.gzip(body), pace, ending);
    }

    /** Asks the client to close the connection after this answer, and closes it. */
    public Reply closingConnection() {
        return withHeader("Connection", "close");
    }

    /**
     * Answers later, holding no thread meanwhile. Replaces an earlier delay.
     *
     * @param delay how long after the request's arrival, from zero; kept to about a millisecond
     */
    public Reply delayedBy(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A reply cannot be delayed by " + delay + ": the delay is negative.");
        }
        return new Reply(head, body, pace.delayedBy(delay), ending);
    }

    /**
     * Answers when the test says so, holding no thread meanwhile; a delay runs first.
     *
     * @param signal completed, normally or not, by whoever lets the answer go
     */
    public Reply heldUntil(CompletionStage<?> signal) {
        return new Reply(head, body, pace.heldUntil(signal), ending);
    }

    /**
     * Sends the body in small pieces, the first one together with the headers.
     *
     * @param bytes the size of a piece, from 1
     * @param interval the pause between two pieces
     */
    public Reply drippedBy(int bytes, Duration interval) {
        if (bytes < 1 || interval.isNegative()) {
            throw new IllegalArgumentException("A reply cannot drip " + bytes + " bytes every " + interval
                    + ": it needs at least one byte and no negative interval.");
        }
        return new Reply(head, body, pace.drippedBy(bytes, interval), ending);
    }

    /**
     * Announces the whole body and closes the connection in good order before its end; RST_STREAM on HTTP/2.
     *
     * @param bytes how much of the body is sent
     */
    public Reply truncatedAfter(int bytes) {
        return ending(new Ending(Ending.Kind.HANG_UP, bytes));
    }

    /**
     * Announces the whole body and resets the connection before its end: a TCP RST on HTTP/1.1, RST_STREAM on HTTP/2.
     *
     * @param bytes how much of the body is sent; what is still in a buffer when the reset comes may be lost
     */
    public Reply resetAfter(int bytes) {
        return ending(new Ending(Ending.Kind.RESET, bytes));
    }

    /** The status code it answers with. */
    public int status() {
        return head.status();
    }

    Head head() {
        return head;
    }

    /** The body that it answers with, as UTF-8. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The value of a header that was set, the first of that name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(head.fields().get(name));
    }

    /** Not a copy: nobody in this package writes to it. */
    byte[] body() {
        return body;
    }

    Pace pace() {
        return pace;
    }

    Ending ending() {
        return ending;
    }

    /** The server's latency on top of the reply's own delay. */
    Reply delayedFurther(Duration latency) {
        return latency.isZero() ? this : delayedBy(pace.delay().plus(latency));
    }

    private Reply ending(Ending other) {
        return new Reply(head, body, pace, other);
    }

    @Override
    public String toString() {
        return head.status() + ", " + body.length + " bytes";
    }
}
