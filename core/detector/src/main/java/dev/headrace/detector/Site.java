package dev.headrace.detector;

import dev.headrace.detector.agent.BlockingCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where a thread was held: three frames of its stack that a reader wants, and the stack as text. Immutable. */
public final class Site {
    /** Enough for a connector under a library under a library; a deeper stack is cut, to bound memory. */
    private static final int LINES = 64;

    private final @Nullable StackTraceElement connector;
    private final @Nullable StackTraceElement library;
    private final @Nullable StackTraceElement blocking;
    private final String stack;

    private Site(
            @Nullable StackTraceElement connector,
            @Nullable StackTraceElement library,
            @Nullable StackTraceElement blocking,
            String stack) {
        this.connector = connector;
        this.library = library;
        this.blocking = blocking;
        this.stack = stack;
    }

    /**
     * Reads a stack.
     *
     * @param sampled innermost frame first; may be empty
     * @param ownCode tells the frames of the connector's own code
     */
    public static Site of(List<StackTraceElement> sampled, Predicate<StackTraceElement> ownCode) {
        List<StackTraceElement> stack =
                sampled.stream().map(BlockingCall::shown).toList();
        int caller = firstOutsideJdk(stack);
        StackTraceElement outside = caller < stack.size() ? stack.get(caller) : null;
        StackTraceElement blocking = stack.isEmpty() ? null : stack.get(Math.max(0, caller - 1));
        StackTraceElement connector = stack.stream().filter(ownCode).findFirst().orElse(null);
        StackTraceElement library = outside == null || ownCode.test(outside) ? null : outside;
        return new Site(connector, library, blocking, text(stack));
    }

    /** The innermost frame in the connector's own code; empty when there was none on the stack. */
    public Optional<StackTraceElement> connectorFrame() {
        return Optional.ofNullable(connector);
    }

    /** The frame that called the JDK, when it is a library's and not the connector's own. */
    public Optional<StackTraceElement> libraryFrame() {
        return Optional.ofNullable(library);
    }

    /**
     * What was called and did not return: the outermost JDK frame of those on top of the stack, for example
     * {@code CountDownLatch.await} rather than {@code Unsafe.park}; without such a frame the top of the stack, for example a
     * native method of a library or, for a computing task, whatever it was at. Empty when the stack could not be read.
     */
    public Optional<StackTraceElement> blockingFrame() {
        return Optional.ofNullable(blocking);
    }

    /**
     * Whether code of a package stands between the connector's frame and the call; without a connector's frame, whether it is on
     * the stack at all.
     *
     * @param prefix how the names of its classes begin
     */
    public boolean isThrough(String prefix) {
        String end = connector == null ? "" : "at " + place(connector);
        return stack.lines()
                .takeWhile(line -> end.isEmpty() || !line.equals(end))
                .anyMatch(line -> line.startsWith("at " + prefix));
    }

    /** The stack, innermost frame first, one a line, at most 64 lines. */
    public String stack() {
        return stack;
    }

    /** For the end of a sentence: "in X, called from Y". */
    public String sentence() {
        if (blocking == null) {
            return "at an unknown place";
        }
        if (connector == null || connector.equals(blocking)) {
            return "in " + place(blocking);
        }
        return "in " + method(blocking) + ", called from " + place(connector);
    }

    /** For a row of a table: {@code Glossary.java:27 (Thread.sleep)}. */
    public String brief() {
        String call = blocking == null ? "unknown code" : shortMethod(blocking);
        return connector == null || connector.getFileName() == null
                ? call
                : "%s:%d (%s)".formatted(connector.getFileName(), connector.getLineNumber(), call);
    }

    /** Class and method, as in {@code java.lang.Thread.sleep}. */
    public static String method(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName();
    }

    /** The same without the package. */
    private static String shortMethod(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }

    /** As a stack trace has it, without module and version, which a reader does not look for. */
    public static String place(StackTraceElement frame) {
        if (frame.getFileName() == null || frame.getLineNumber() < 0) {
            return method(frame);
        }
        return method(frame) + "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
    }

    private static int firstOutsideJdk(List<StackTraceElement> stack) {
        int index = 0;
        while (index < stack.size() && isJdk(stack.get(index))) {
            index++;
        }
        return index;
    }

    /** Whether a frame is the JDK's own. */
    static boolean isJdk(StackTraceElement frame) {
        String module = frame.getModuleName();
        return module == null
                ? isJdkName(frame.getClassName())
                : module.startsWith("java.") || module.startsWith("jdk.");
    }

    private static boolean isJdkName(String name) {
        return name.startsWith("java.") || name.startsWith("jdk.") || name.startsWith("sun.");
    }

    private static String text(List<StackTraceElement> stack) {
        StringBuilder text = new StringBuilder();
        stack.stream()
                .limit(LINES)
                .forEach(frame -> text.append("at ").append(place(frame)).append('\n'));
        return text.toString();
    }
}
