package dev.headrace.spi;

import java.util.concurrent.CompletionStage;

/**
 * A connector's only way to the network. The engine waits for the budgets, sends, follows redirects, retries what may be
 * retried, and decodes the body off the strand.
 */
public interface Http {
    /**
     * Sends a request.
     *
     * @return the answer, on the connector's strand. Fails with a {@link HttpFailure} for a status that the call does not
     *     accept, for a body that cannot be decoded, and for no answer at all
     */
    CompletionStage<HttpReply> send(HttpCall call);

    /**
     * The same as {@code send(HttpCall.get(target))}.
     *
     * @param target absolute, or relative to {@code base-url}
     */
    default CompletionStage<HttpReply> get(String target) {
        return send(HttpCall.get(target));
    }
}
