package dev.headrace.spi.async;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the builder was told, frozen. */
record Terms<I extends @Nullable Object>(
        int concurrency,
        Executor executor,
        Timing timing,
        Predicate<? super Outcome<I, ?>> stopOn,
        Gather.InFlight inFlightOnStop,
        Cancellation parent,
        Consumer<Object> lateValues) {}
