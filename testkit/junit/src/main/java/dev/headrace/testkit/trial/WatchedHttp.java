package dev.headrace.testkit.trial;

import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The engine's HTTP, with a note of what was asked. */
record WatchedHttp(Http engine, ItemSeen seen, Watch watch) implements Http {
    @Override
    public CompletionStage<HttpReply> send(HttpCall call) {
        watch.here("http().send(%s) was called".formatted(call.target()));
        return engine.send(call).whenComplete((reply, failure) -> {
            if (reply != null) {
                seen.answered(RequestKey.sent(call, reply.uri()));
            } else if (unwrapped(failure) instanceof HttpFailure refused) {
                seen.answered(RequestKey.sent(call, refused.uri()));
            }
        });
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
