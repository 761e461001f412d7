package dev.headrace.engine.report;

import java.util.Optional;

/**
 * A stage that a connector was handed, or made from one, and dropped: when its item ended, nobody had looked at its result or its
 * failure. One entry stands for all that were dropped at the same place with the same fate.
 *
 * @param connector the instance
 * @param item kind and arguments of the first item that dropped it
 * @param stage what the stage began with: the request, or the kind of work
 * @param fate how far it had come when its item ended
 * @param cause why it failed, for people; empty unless it did
 * @param line the line of the connector that made it, as in a stack trace; empty unless lines were asked for
 * @param times how often, at least 1
 */
public record AbandonedStage(
        String connector, String item, String stage, Fate fate, String cause, Optional<String> line, long times) {

    /** How far a dropped stage had come when its item ended. */
    public enum Fate {
        /** It had failed, and nobody would have known. */
        FAILED,
        /** It was still under way: work left behind, whose end nobody waits for. */
        RUNNING,
        /** It had gone well, by luck: had it failed, nobody would have known. */
        SUCCEEDED
    }

    /** One sentence, without the cause. */
    public String sentence() {
        String at = line.map(" at %s"::formatted).orElse("");
        String often = times == 1 ? "" : ", and %s more like it".formatted(times - 1);
        return switch (fate) {
            case FAILED -> "%s dropped %s%s, which failed unseen: %s%s".formatted(connector, stage, at, item, often);
            case RUNNING -> "%s left %s%s behind, still under way: %s%s".formatted(connector, stage, at, item, often);
            case SUCCEEDED ->
                "%s dropped %s%s, which went well this time: %s%s".formatted(connector, stage, at, item, often);
        };
    }

    /** The same, met once more. */
    public AbandonedStage again() {
        return new AbandonedStage(connector, item, stage, fate, cause, line, times + 1);
    }
}
