package dev.headrace.spi.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The same scenario, with stages that are complete when the mapper returns them and with stages that complete later. */
enum Completion {
    IMMEDIATE {
        @Override
        <T> CompletionStage<T> of(Rig rig, T value) {
            return CompletableFuture.completedStage(value);
        }

        @Override
        <T> CompletionStage<T> failure(Rig rig, Throwable cause) {
            return CompletableFuture.failedStage(cause);
        }
    },
    ASYNCHRONOUS {
        @Override
        <T> CompletionStage<T> of(Rig rig, T value) {
            return rig.later(value);
        }

        @Override
        <T> CompletionStage<T> failure(Rig rig, Throwable cause) {
            return rig.failLater(cause);
        }
    };

    abstract <T> CompletionStage<T> of(Rig rig, T value);

    abstract <T> CompletionStage<T> failure(Rig rig, Throwable cause);
}
