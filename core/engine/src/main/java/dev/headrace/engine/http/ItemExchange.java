package dev.headrace.engine.http;

import dev.headrace.engine.account.ItemTime;
import dev.headrace.engine.account.RequestCounts;
import dev.headrace.engine.observe.ItemTrace;
import dev.headrace.spi.async.Cancellation;
import java.util.concurrent.Executor;

/**
 * For whom calls are made: one item of a connector.
 *
 * @param strand the connector's strand; {@link Upstream}'s replies complete on it and on nothing else
 * @param cancellation ends what is under way: the place in the queue, the connection, the stream
 * @param time gets what the calls spend waiting, on the network and decoding
 * @param requests gets what the calls send
 * @param validators what conditional calls ask with
 * @param trace hears of what became of them
 */
public record ItemExchange(
        Executor strand,
        Cancellation cancellation,
        ItemTime time,
        RequestCounts requests,
        Validators validators,
        ItemTrace trace) {
    /** For whom nobody counts the requests. */
    public ItemExchange(Executor strand, Cancellation cancellation, ItemTime time, Validators validators) {
        this(strand, cancellation, time, new RequestCounts(), validators, ItemTrace.NONE);
    }
}
