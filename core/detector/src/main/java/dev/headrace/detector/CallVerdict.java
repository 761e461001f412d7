package dev.headrace.detector;

import dev.headrace.detector.agent.BlockingCall;
import dev.headrace.detector.agent.Group;
import java.lang.StackWalker.StackFrame;
import java.util.List;

/** What a blocking call means. Stateless. */
final class CallVerdict {
    private static final List<String> LOCKS = List.of(
            "java.util.concurrent.locks.ReentrantLock",
            "java.util.concurrent.locks.ReentrantReadWriteLock",
            "java.util.concurrent.locks.StampedLock",
            "java.util.concurrent.ConcurrentHashMap$TreeBin");

    private CallVerdict() {}

    static Verdict of(BlockingCall call) {
        return switch (call.group()) {
            case PARK -> isLock(call.stack()) ? Verdict.LOCK : Verdict.WAIT;
            case SLEEP, MONITOR, FUTURE, END -> Verdict.WAIT;
            case NETWORK -> Verdict.NETWORK;
            case NAMES -> Verdict.DNS;
            case FILE -> Verdict.FILE;
            case PROCESS -> Verdict.PROCESS;
            case DATABASE -> Verdict.DATABASE;
            case MEMORY -> Verdict.GC;
        };
    }

    /** Whether the JVM's own count of waits goes up by such a call. */
    static boolean isCounted(Group group) {
        return switch (group) {
            case SLEEP, MONITOR, PARK, FUTURE, PROCESS -> true;
            case NETWORK, NAMES, FILE, DATABASE, MEMORY, END -> false;
        };
    }

    /** Whether the thread parks for a lock: the frames above the park, as far as they are of {@code java.util.concurrent}. */
    private static boolean isLock(List<StackFrame> stack) {
        for (StackFrame frame : stack) {
            String type = frame.getClassName();
            if (!type.startsWith("java.util.concurrent.")) {
                return false;
            }
            if (LOCKS.stream().anyMatch(type::startsWith)) {
                return true;
            }
        }
        return false;
    }
}
