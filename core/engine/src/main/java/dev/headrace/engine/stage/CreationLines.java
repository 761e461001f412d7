package dev.headrace.engine.stage;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells which line of a connector makes a stage. Thread-safe. */
@FunctionalInterface
public interface CreationLines {
    /** Tells none, for nothing. */
    CreationLines NONE = () -> null;

    /** The innermost line of the connector's own code on the caller's stack; null when there is none, or nobody asked. */
    @Nullable
    StackTraceElement here();

    /**
     * Walks the stack for each stage, which takes microseconds.
     *
     * @param ownClass tells the connector's own classes by name; only for a frame of one of them is the line looked up, which
     *     is the dearer part
     */
    static CreationLines of(Predicate<String> ownClass) {
        StackWalker walker = StackWalker.getInstance();
        return () -> walker.walk(frames -> frames.filter(frame -> ownClass.test(frame.getClassName()))
                .findFirst()
                .map(StackWalker.StackFrame::toStackTraceElement)
                .orElse(null));
    }
}
