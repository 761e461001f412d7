package dev.headrace.engine.http;

import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reply of one call: decompressed, decoded, its validator kept. Handed from step to step.
 *
 * @param validator what the call asks with, {@code null} for nothing
 */
record Reading(
        Upstream upstream,
        HttpCall call,
        Validators validators,
        @Nullable Validator validator) {
    /** Comes on the strand. */
    static Reading of(Upstream upstream, HttpCall call, Validators validators) {
        Optional<Validator> known =
                call.isConditional() && isFirst(call) ? validators.find(upstream.address(call)) : Optional.empty();
        return new Reading(upstream, call, validators, known.orElse(null));
    }

    /** Whoever goes on in a body has seen that it was new. */
    private static boolean isFirst(HttpCall call) {
        return call.streaming().map(streaming -> streaming.from().isEmpty()).orElse(true);
    }

    /**
     * Decompresses and decodes; comes on a carrier.
     *
     * @throws IOException if the body is not what it should be on the wire
     * @throws HttpFailure if it cannot be decoded
     */
    Reply read(Hop hop, Answered raw, History history) throws IOException {
        Answered plain = raw.decompressed(upstream.decompressed(raw));
        return new Reply(plain, tree(hop, plain, history), upstream.redaction());
    }

    private Reply.Tree tree(Hop hop, Answered plain, History history) {
        try {
            return new Reply.Tree.Decoded(Decoding.decode(call, plain.status(), plain.body(), plain.contentType()));
        } catch (Throwable malformed) {
            // A connector's decoder may throw anything, and must fail nothing but its call.
            upstream.transport().caught(malformed);
            HttpFailure failure = upstream.failures().malformed(hop, plain, malformed, history);
            if (Decoding.mustBeJson(call, plain.status(), plain.contentType())) {
                throw failure;
            }
            return new Reply.Tree.None(failure);
        }
    }

    /** Keeps what the next conditional call will ask with; comes on the strand. */
    void capture(Reply reply) {
        if (!call.isConditional()) {
            return;
        }
        Validator fresh = new Validator(
                reply.header("ETag").orElse(null), reply.header("Last-Modified").orElse(null));
        Validator kept = fresh.isEmpty() && reply.notModified() ? validator : fresh;
        if (kept != null && !kept.isEmpty()) {
            validators.captured(upstream.address(call), kept);
        }
    }
}
