package dev.headrace.engine.http;

import dev.headrace.engine.account.Passage;
import dev.headrace.engine.account.Phase;
import dev.headrace.spi.BodyDecoder;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Equal {@code GET}s of one instance that are under way together, sent once. Who comes later waits for the answer to the first; where
 * the first was cancelled, it sends for itself. Thread-safe.
 */
final class Coalescing {
    private final ConcurrentHashMap<Key, CompletableFuture<HttpReply>> underWay = new ConcurrentHashMap<>();

    private record Key(
            String target,
            Map<String, String> headers,
            List<String> limits,
            @Nullable BodyDecoder decoder) {
        static Key of(HttpCall call) {
            return new Key(
                    call.target(), call.headers(), call.limits(), call.decoder().orElse(null));
        }
    }

    /** Conditional calls are left alone: what they ask with belongs to one item. */
    static boolean fits(HttpCall call) {
        return call.method().equals("GET")
                && call.body().isEmpty()
                && !call.isConditional()
                && call.streaming().isEmpty()
                && call.timeout().isEmpty();
    }

    CompletableFuture<HttpReply> send(
            HttpTransport transport, HttpCall call, ItemExchange item, Supplier<CompletableFuture<HttpReply>> alone) {
        Key key = Key.of(call);
        CompletableFuture<HttpReply> mine = new CompletableFuture<>();
        CompletableFuture<HttpReply> first = underWay.putIfAbsent(key, mine);
        if (first == null) {
            lead(key, mine, alone.get());
        } else {
            follow(transport, item, first, mine, alone);
        }
        return mine;
    }

    private void lead(Key key, CompletableFuture<HttpReply> mine, CompletableFuture<HttpReply> sent) {
        CompletableFuture<HttpReply> unused = sent.whenComplete((reply, failure) -> {
            underWay.remove(key, mine);
            settle(mine, reply, failure);
        });
    }

    private static void follow(
            HttpTransport transport,
            ItemExchange item,
            CompletableFuture<HttpReply> first,
            CompletableFuture<HttpReply> mine,
            Supplier<CompletableFuture<HttpReply>> alone) {
        // Whatever the first is waiting for, this one waits for the answer.
        Passage waiting = item.time().begin(Phase.FIRST_BYTE);
        var registration = item.cancellation().onCancel(() -> {
            waiting.end();
            instead(mine, alone);
        });
        CompletableFuture<HttpReply> unused =
                first.whenComplete((reply, failure) -> transport.onStrand(item.strand(), () -> {
                    registration.remove();
                    waiting.end();
                    boolean cancelled = failure instanceof HttpFailure why && why.kind() == HttpFailure.Kind.CANCELLED;
                    if (!cancelled) {
                        settle(mine, reply, failure);
                    } else if (!mine.isDone()) {
                        instead(mine, alone);
                    }
                }));
    }

    /** Sends for itself; for an item that is cancelled that is a failure at once, in the right words and on the right thread. */
    private static void instead(CompletableFuture<HttpReply> mine, Supplier<CompletableFuture<HttpReply>> alone) {
        CompletableFuture<HttpReply> unused = alone.get().whenComplete((own, why) -> settle(mine, own, why));
    }

    private static void settle(
            CompletableFuture<HttpReply> mine, @Nullable HttpReply reply, @Nullable Throwable failure) {
        if (failure != null) {
            mine.completeExceptionally(failure);
        } else {
            mine.complete(reply);
        }
    }
}
