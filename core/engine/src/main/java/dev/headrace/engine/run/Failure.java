package dev.headrace.engine.run;

import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.spi.CollectException;
import dev.headrace.spi.HttpFailure;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;

/**
 * A failure of plugin code as text. Nothing of the {@link Throwable} is kept: its backtrace would hold the plugin's classes.
 *
 * @param outcome what it means for the item
 * @param text for people: the message and the causes; for a defect of the connector, where in its code it happened
 */
record Failure(ItemOutcome outcome, String text) {
    private static final int CAUSES = 5;
    private static final int FRAMES = 12;
    private static final int LENGTH = 4_000;

    static Failure of(Throwable failure, UnaryOperator<String> redact) {
        Throwable cause = unwrap(failure);
        boolean throttled = cause instanceof HttpFailure http && http.kind() == HttpFailure.Kind.THROTTLED;
        boolean meant = cause instanceof CollectException || cause instanceof HttpFailure;
        StringBuilder text = new StringBuilder(message(cause, meant));
        Throwable deeper = cause.getCause();
        for (int depth = 0; deeper != null && depth < CAUSES; depth++, deeper = deeper.getCause()) {
            // Most wrappers say what their cause has said.
            String said = message(deeper, false);
            String bare = said.substring(said.indexOf(": ") + 1).strip();
            if (text.indexOf(bare) < 0) {
                text.append("\ncaused by ").append(said);
            }
        }
        if (!meant) {
            frames(text, cause);
        }
        String shown = redact.apply(text.toString());
        return new Failure(
                throttled ? ItemOutcome.THROTTLED : ItemOutcome.FAILED,
                shown.length() <= LENGTH ? shown : shown.substring(0, LENGTH) + "...");
    }

    /** The failure itself, out of what futures wrap around it. */
    static Throwable unwrap(Throwable failure) {
        Throwable inner = failure;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    /** True for an error after which nothing in this JVM can be relied on; too deep a recursion is not one. */
    static boolean isOfTheJvm(Throwable failure) {
        Throwable cause = unwrap(failure);
        return cause instanceof VirtualMachineError && !(cause instanceof StackOverflowError);
    }

    private static String message(Throwable failure, boolean meant) {
        String said;
        try {
            said = failure.getMessage();
        } catch (Throwable broken) {
            said = "(its message cannot be read: " + broken.getClass().getName() + ")";
        }
        String type = failure.getClass().getName();
        if (said == null || said.isEmpty()) {
            return type;
        }
        return meant ? said : type + ": " + said;
    }

    private static void frames(StringBuilder text, Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
            text.append("\n    at ").append(frames[i]);
        }
    }
}
