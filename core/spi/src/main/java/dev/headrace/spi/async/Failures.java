package dev.headrace.spi.async;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What a failed stage or future says, without the wrappers that {@code java.util.concurrent} puts around it. */
public final class Failures {
    private Failures() {}

    /**
     * The failure inside any number of {@link CompletionException}s and {@link ExecutionException}s: a stage reports
     * the bare exception, its dependents wrap it, and re-wrapped failures carry several layers. A wrapper without a
     * cause is returned as it is, and so is a subclass of the two, which may mean something of its own.
     */
    public static Throwable unwrap(Throwable failure) {
        Throwable inner = failure;
        Throwable cause = inner.getCause();
        while (cause != null && isWrapper(inner)) {
            inner = cause;
            cause = inner.getCause();
        }
        return inner;
    }

    /** Whether the JVM itself is in trouble. A stack overflow is not meant: it ends one call, and the JVM goes on. */
    static boolean isFatal(Throwable failure) {
        return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
    }

    private static boolean isWrapper(Throwable failure) {
        Class<?> type = failure.getClass();
        return type == CompletionException.class || type == ExecutionException.class;
    }
}
