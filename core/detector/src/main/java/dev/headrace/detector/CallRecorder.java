package dev.headrace.detector;

import dev.headrace.detector.agent.BlockingCall;
import dev.headrace.detector.agent.Group;
import dev.headrace.detector.agent.Listener;
import java.lang.StackWalker.StackFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes findings of what the probes tell. Called on the threads that block. */
final class CallRecorder implements Listener {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final DetectionSettings settings;
    private final Predicate<Thread> watched;
    private final FindingBook book;
    private final Map<Thread, Waiting> threads = new ConcurrentHashMap<>();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();

    /** What one thread is at. Written by that thread; {@code held} is read by whoever asks for the result. */
    private static final class Waiting {
        private volatile @Nullable Finding held;
        private long since;
        private @Nullable Finding last;
        private Told told = Told.NOTHING;
    }

    CallRecorder(DetectionSettings settings, FindingBook book) {
        this.settings = settings;
        this.watched = settings.watched();
        this.book = book;
    }

    @Override
    public boolean watches(Thread thread) {
        return watched.test(thread);
    }

    @Override
    public @Nullable RuntimeException entered(BlockingCall call) {
        Waiting waiting = waiting(call.thread());
        waiting.last = null;
        waiting.told = waiting.told.and(call.group());
        Optional<String> reason = settings.allowances().reason(call.stack(), call.toConsole());
        if (reason.isPresent()) {
            book.allow(reason.get());
            return null;
        }
        Finding finding = finding(call);
        note(finding, waiting);
        boolean fails = settings.mode() == DetectionMode.THROW && call.group().mayThrow();
        return fails ? new BlockingCallException(finding) : null;
    }

    @Override
    public void failed(Throwable failure) {
        failures.add(failure.toString());
    }

    /**
     * Makes findings that nobody sees, so that all classes for that are loaded. A thread that is watched may be just reading the
     * jar that they are in, and a read within a read moves the file's position under the first.
     */
    void rehearse() {
        Thread me = Thread.currentThread();
        List<StackFrame> stack = WALKER.walk(Stream::toList);
        for (Group group : List.of(Group.PARK, Group.FILE)) {
            RuntimeException unused = entered(new BlockingCall(group, me, stack, false));
            left(me, 1);
        }
    }

    @Override
    public void left(Thread thread, long nanos) {
        Waiting waiting = waiting(thread);
        Finding held = waiting.held;
        Finding last = waiting.last;
        if (held != null) {
            waiting.held = null;
            settle(held.lost(Duration.ofNanos(nanos)));
        } else if (last != null) {
            book.lose(last, Duration.ofNanos(nanos));
        }
    }

    /** Calls that were not recorded, by the cause: a function of the settings threw it. */
    Set<String> failures() {
        return failures;
    }

    /** What a thread was told for so far, allowed calls too. */
    Told told(Thread thread) {
        return waiting(thread).told;
    }

    /** Threads that still wait for a lock have waited long enough to say so. */
    void settleHeld(long now) {
        threads.values().forEach(waiting -> {
            Finding held = waiting.held;
            Duration lost = Duration.ofNanos(now - waiting.since);
            if (held != null && lost.compareTo(settings.tolerance()) >= 0) {
                waiting.held = null;
                book.add(held.lost(lost));
            }
        });
    }

    private void note(Finding finding, Waiting waiting) {
        if (finding.verdict() == Verdict.LOCK) {
            waiting.since = System.nanoTime();
            waiting.held = finding;
        } else {
            book.add(finding);
            waiting.last = finding;
        }
    }

    /** A lock is had after some microseconds as a rule: who waits for it no longer than that is not to blame. */
    private void settle(Finding finding) {
        if (finding.lost().compareTo(settings.tolerance()) >= 0) {
            book.add(finding);
        } else {
            book.tolerate();
        }
    }

    private Finding finding(BlockingCall call) {
        return new Finding(
                CallVerdict.of(call),
                Detector.AGENT,
                Site.of(call.elements(), settings.ownCode()),
                call.thread().getName(),
                settings.work().apply(call.thread()),
                Duration.ZERO,
                1);
    }

    private Waiting waiting(Thread thread) {
        return threads.computeIfAbsent(thread, key -> new Waiting());
    }
}
