package dev.headrace.engine.stage;

import dev.headrace.engine.report.AbandonedStage.Fate;
import org.jspecify.annotations.Nullable;

/**
 * A stage whose result and failure nobody had looked at when its item ended.
 *
 * @param origin what was called, as given to {@link StageScope#track}; for a derived stage, what it began with
 * @param fate how far the stage had come
 * @param failure why it failed; null unless it did
 * @param line of the connector's code that made the stage; null where lines are not kept
 */
public record DroppedStage(
        Object origin,
        Fate fate,
        @Nullable Throwable failure,
        @Nullable StackTraceElement line) {}
