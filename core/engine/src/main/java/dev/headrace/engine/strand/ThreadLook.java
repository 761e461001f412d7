package dev.headrace.engine.strand;

import dev.headrace.detector.Verdict;
import dev.headrace.engine.strand.KernelThread.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a carrier's thread showed.
 *
 * @param at when
 * @param state what the JVM calls it
 * @param lockHeld whether it is parked for a lock that another thread holds
 * @param asleep whether the kernel says that it sleeps; null where the kernel cannot be asked
 * @param usage since the thread began
 * @param stack innermost frame first
 */
record ThreadLook(
        long at,
        Thread.State state,
        boolean lockHeld,
        @Nullable Boolean asleep,
        Usage usage,
        List<StackTraceElement> stack) {

    /**
     * How the thread holds its carrier, judged from this look and what it used since the one before; null when that cannot be
     * said, because it was not running for want of a processor.
     */
    @Nullable
    Verdict kind(Usage before, long beforeAt) {
        return switch (state) {
            case BLOCKED -> Verdict.LOCK;
            case WAITING, TIMED_WAITING -> lockHeld ? Verdict.LOCK : Verdict.WAIT;
            default -> runnableKind(before, beforeAt);
        };
    }

    /** The stack down to the carrier: what is below is the same for all. */
    List<StackTraceElement> taskStack() {
        return stack.stream()
                .takeWhile(frame -> !frame.getClassName().equals(Carrier.class.getName()))
                .toList();
    }

    /** Whether classes are being loaded or initialised, here or in another thread that this one waits for. */
    boolean loadsClasses() {
        return stack.stream().anyMatch(ThreadLook::isClassLoading) || waitsInsideTheJvm();
    }

    /** The JVM calls a thread that waits for another's class initialiser runnable; its top frame is no native method. */
    private boolean waitsInsideTheJvm() {
        return state == Thread.State.RUNNABLE
                && Boolean.TRUE.equals(asleep)
                && !stack.isEmpty()
                && !stack.get(0).isNativeMethod();
    }

    /** Of the time that it had a processor or wanted none, half and more on the processor is computing. */
    private @Nullable Verdict runnableKind(Usage before, long beforeAt) {
        long computed = usage.cpuNanos() - before.cpuNanos();
        long own = at - beforeAt - (usage.waitNanos() - before.waitNanos());
        if (computed > 0 && computed * 2 >= own) {
            return Verdict.CPU;
        }
        return asleep == null || asleep ? Verdict.NATIVE : null;
    }

    private static boolean isClassLoading(StackTraceElement frame) {
        String type = frame.getClassName();
        return frame.getMethodName().equals("<clinit>")
                || type.equals("java.lang.ClassLoader")
                || type.startsWith("jdk.internal.loader.")
                || type.equals("java.lang.invoke.MethodHandleNatives");
    }
}
