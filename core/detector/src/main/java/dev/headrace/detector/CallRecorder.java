package dev.headrace.detector;

import dev.headrace.detector.agent.BlockingCall;
import dev.headrace.detector.agent.Group;
import dev.headrace.detector.agent.Listener;
import java.lang.StackWalker.StackFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** What one thread is at. Written by that thread; {@code held} is read by whoever asks for the result. */
    private static final class Waiting {
        private volatile @Nullable Finding held;
        private long since;
        private @Nullable Finding last;
        private long counted;
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
    public void entered(BlockingCall call) {
        Waiting waiting = waiting(call.thread());
        waiting.last = null;
        waiting.counted += CallVerdict.isCounted(call.group()) ? 1 : 0;
        Optional<String> reason = settings.allowances().reason(call.stack(), call.toConsole());
        if (reason.isPresent()) {
            book.allow(reason.get());
        } else {
            found(finding(call), call, waiting);
        }
    }

    /**
     * Makes findings that nobody sees, so that all classes for that are loaded. A thread that is watched may be just reading the
     * jar that they are in, and a read within a read moves the file's position under the first.
     */
    void rehearse() {
        Thread me = Thread.currentThread();
        List<StackFrame> stack = WALKER.walk(Stream::toList);
        for (Group group : List.of(Group.PARK, Group.FILE)) {
            try {
                entered(new BlockingCall(group, me, stack, false));
            } catch (BlockingCallException thrown) {
                // as the settings ask for
            }
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

    /** How many calls that the JVM counts as waits a thread has made so far, allowed ones too. */
    long counted(Thread thread) {
        return waiting(thread).counted;
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

    private void found(Finding finding, BlockingCall call, Waiting waiting) {
        if (finding.verdict() == Verdict.LOCK) {
            waiting.since = System.nanoTime();
            waiting.held = finding;
            return;
        }
        book.add(finding);
        waiting.last = finding;
        if (settings.mode() == DetectionMode.THROW && call.group().mayThrow()) {
            throw new BlockingCallException(finding);
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
