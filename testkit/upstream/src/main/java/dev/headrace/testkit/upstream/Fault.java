package dev.headrace.testkit.upstream;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Something that goes wrong with an answer, whatever the answer is. Laid over a running upstream with
 * {@link FakeUpstream#overlay}, or over one responder with {@link #over}.
 *
 * <p>A fault that {@linkplain #altering alters} lets the route answer first; one that {@linkplain #answering answers itself} does
 * not ask it, so that a {@linkplain Responder#sequence sequence} behind it has not moved on when the client tries again.
 *
 * <p>Called on the server's threads, by several at once. Immutable.
 */
@FunctionalInterface
public interface Fault {
    /**
     * What is answered instead.
     *
     * @param request what was asked
     * @param healthy what would have answered
     */
    Reply reply(ReceivedRequest request, Responder healthy);

    /** A responder that always has this fault. */
    default Responder over(Responder healthy) {
        return request -> reply(request, healthy);
    }

    /** Two faults at once: the other one is done to what comes out of this one. */
    default Fault then(Fault outer) {
        return (request, healthy) -> outer.reply(request, over(healthy));
    }

    /** Answers this, without asking the route: {@code Fault.answering(Reply.reset())}. */
    static Fault answering(Reply reply) {
        return (request, healthy) -> reply;
    }

    /** Changes what the route answers: {@code Fault.altering(reply -> reply.truncatedAfter(10))}. */
    static Fault altering(UnaryOperator<Reply> change) {
        return (request, healthy) -> change.apply(healthy.reply(request));
    }

    /** Answers with a status and no body. */
    static Fault status(int status) {
        return answering(Reply.status(status));
    }

    /** Answers later. */
    static Fault delay(Duration delay) {
        return altering(reply -> reply.delayedBy(delay));
    }

    /**
     * Sends the body slowly, in ten pieces a second or fewer.
     *
     * @param bytesPerSecond from 1
     */
    static Fault drip(int bytesPerSecond) {
        int piece = Math.max(1, bytesPerSecond / 10);
        Duration pause = Duration.ofSeconds(1).multipliedBy(piece).dividedBy(bytesPerSecond);
        return altering(reply -> reply.drippedBy(piece, pause));
    }

    /** Never answers. */
    static Fault neverAnswer() {
        return answering(Reply.neverAnswer());
    }

    /** Resets the connection before the answer. */
    static Fault reset() {
        return answering(Reply.reset());
    }

    /** Resets the connection after so much of the body. */
    static Fault resetAfter(int bytes) {
        return altering(reply -> reply.resetAfter(bytes));
    }

    /** Announces the whole body, sends so much of it, and closes the connection. */
    static Fault truncateAfter(int bytes) {
        return altering(reply -> reply.truncatedAfter(bytes));
    }

    /** Sends a body that is complete for HTTP and whose second half is missing: a proxy that broke off, a full disk. */
    static Fault badJson() {
        return altering(reply -> reply.withBody(Arrays.copyOf(reply.body(), reply.body().length / 2)));
    }

    /** Says that the body is something else, for example {@code text/html}. */
    static Fault contentType(String value) {
        return altering(reply -> reply.withHeader("Content-Type", value));
    }

    /**
     * Encodes the body, taken to be UTF-8, in another way than it says: {@code Content-Type} keeps what it was.
     *
     * @param actual for example {@code ISO_8859_1}, in which a letter with an accent is no UTF-8
     */
    static Fault charset(Charset actual) {
        return altering(reply -> reply.withBody(new String(reply.body(), StandardCharsets.UTF_8).getBytes(actual)));
    }

    /** Sends no body, under the same status and type. */
    static Fault emptyBody() {
        return altering(reply -> reply.withBody(new byte[0]));
    }

    /**
     * Puts so many blanks in front of the body, which change nothing for JSON but its size.
     *
     * @param bytes the size of the whole body, in bytes; one that is larger already stays as it is
     */
    static Fault oversized(int bytes) {
        return altering(reply -> {
            byte[] body = reply.body();
            byte[] padded = new byte[Math.max(bytes, body.length)];
            Arrays.fill(padded, (byte) ' ');
            System.arraycopy(body, 0, padded, padded.length - body.length, body.length);
            return reply.withBody(padded);
        });
    }

    /**
     * Redirects to the same path and query of another origin: credentials must not go along.
     *
     * @param origin scheme, host and port, usually of a second {@link FakeUpstream}
     */
    static Fault redirectTo(URI origin) {
        return (request, healthy) -> Reply.redirect(307, origin + request.target());
    }
}
