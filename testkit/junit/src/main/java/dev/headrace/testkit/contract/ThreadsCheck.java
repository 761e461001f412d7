package dev.headrace.testkit.contract;

import dev.headrace.testkit.trial.Trial;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A connector that starts threads or timers leaves them behind, one for each run. */
final class ThreadsCheck implements Check {
    /** How long a thread that has been told to end may take. */
    private static final Duration GRACE = Duration.ofSeconds(2);
    /**
     * Threads of the engine, of the fake upstream, of the JVM and of build tools: none of the connector's doing. Those that keep
     * the JVM's own HTTP connections ({@code Keep-Alive-Timer}) are one for the whole JVM, begin when anybody's connection is let
     * go of or collected, and end by themselves; a connector that uses such a connection is found by its blocking.
     */
    private static final Pattern OTHERS = Pattern.compile(
            "(headrace-|upstream-|surefire|junit|ForkJoinPool\\.commonPool|Common-Cleaner|Cleaner-|process "
                    + "|Attach Listener|Signal Dispatcher|Reference Handler|Finalizer|JFR |Batik|RMI |GC Daemon|Keep-Alive-|main$).*");

    @Override
    public void of(Subject subject) {
        subject.survey();
        try (Trial trial = subject.trial()) {
            trial.run();
        }
        List<Thread> left = left(subject).filter(ThreadsCheck::stays).toList();
        if (!left.isEmpty()) {
            throw new ContractViolation(
                    "Threads were started and are still there after the run: %s"
                            .formatted(
                                    left.stream().map(ThreadsCheck::described).toList()),
                    "start no threads, timers, executors or HTTP clients; the engine has them, see StepContext. If a library"
                            + " insists, end them in Connector.close.");
        }
    }

    private static Stream<Thread> left(Subject subject) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !subject.threadsBefore().contains(thread))
                .filter(thread -> !OTHERS.matcher(thread.getName()).matches());
    }

    private static boolean stays(Thread thread) {
        try {
            thread.join(GRACE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return thread.isAlive();
    }

    private static String described(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        String started = stack.length == 0 ? "" : ", begun in " + stack[stack.length - 1];
        return "'%s'%s".formatted(thread.getName(), started);
    }
}
