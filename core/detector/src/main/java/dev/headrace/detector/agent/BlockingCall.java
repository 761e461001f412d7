package dev.headrace.detector.agent;

import java.lang.StackWalker.StackFrame;
import java.util.List;

/**
 * A thread is about to block.
 *
 * @param thread which is the current one
 * @param stack innermost frame first, beginning with the blocking method
 * @param toConsole whether it writes to the process's own standard output or error
 */
public record BlockingCall(Group group, Thread thread, List<StackFrame> stack, boolean toConsole) {
    /** Deep enough for any library under a connector; what is below is the engine's. */
    static final int DEPTH = 256;

    /** The stack for a reader: what stands for a native method is shown as that method. */
    public List<StackTraceElement> elements() {
        return stack.stream().map(frame -> shown(frame.toStackTraceElement())).toList();
    }

    /** A frame for a reader: the method for which the probe's own stands, any other as it is. */
    public static StackTraceElement shown(StackTraceElement frame) {
        if (!frame.getClassName().equals(ProbeClass.NAME)) {
            return frame;
        }
        return switch (frame.getMethodName()) {
            case "sleep" -> nativeMethod("java.lang.Thread", "sleep", "Thread.java");
            case "sync" -> nativeMethod("java.io.FileDescriptor", "sync", "FileDescriptor.java");
            default -> nativeMethod("java.lang.Object", "wait", "Object.java");
        };
    }

    private static StackTraceElement nativeMethod(String type, String method, String file) {
        return new StackTraceElement(type, method, file, -2);
    }
}
