package dev.headrace.detector.agent;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The probes of this JVM. Put in place once, when somebody first listens, and left there: without a listener each costs the
 * reading of a field. Thread-safe.
 */
public final class Probes {
    private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** From the reading of a file to what reads an archive there are at most four frames, in JDK 17 and 25. */
    private static final int ARCHIVE_FRAMES = 8;

    private static @Nullable Probes installed;

    private final Targets targets = new Targets();
    private final ProbeTransformer transformer = new ProbeTransformer(targets);
    private final ThreadLocal<ThreadWatch> watches = ThreadLocal.withInitial(ThreadWatch::new);
    private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ProbeClass probe;

    private Probes(ProbeClass probe) {
        this.probe = probe;
    }

    /**
     * Puts the probes in place, unless they are.
     *
     * @throws IllegalStateException if this JVM does not let classes be changed, or has none of the methods of an essential group
     */
    public static synchronized Probes install(Instrumentation instrumentation) {
        Probes probes = installed;
        if (probes == null) {
            probes = new Probes(ProbeClass.define(instrumentation));
            new Installation(instrumentation, probes.targets, probes.transformer).run();
            installed = probes;
        }
        return probes;
    }

    /** The methods that have a probe, as {@code java.lang.Thread.sleep}, sorted. */
    public List<String> found() {
        return transformer.found().stream()
                .flatMap(target -> target.methods().stream().map(method -> target.className() + "." + method))
                .sorted()
                .toList();
    }

    /** The JDK's classes that could not be changed, with the cause. */
    public List<String> failures() {
        return List.copyOf(transformer.failures());
    }

    /** Runs what the detector itself has to do on a watched thread: it may load a class, and that is nobody's call. */
    public void aside(Runnable own) {
        ThreadWatch watch = watches.get();
        boolean before = watch.isInside();
        watch.inside(true);
        try {
            own.run();
        } finally {
            watch.inside(before);
        }
    }

    /** Begins to tell a listener. */
    public synchronized void add(Listener listener) {
        listener.watches(Thread.currentThread()); // its classes are loaded now, not from within a call
        listeners.add(listener);
        probe.set(gate(), this::entered);
    }

    /** Tells a listener no more, once calls under way have ended. */
    public synchronized void remove(Listener listener) {
        listeners.remove(listener);
        probe.set(gate(), this::entered);
    }

    /** One listener's own question where there is one listener, as there nearly always is. */
    private @Nullable Predicate<Thread> gate() {
        return switch (listeners.size()) {
            case 0 -> null;
            case 1 -> listeners.get(0)::watches;
            default -> this::isWatched;
        };
    }

    private boolean isWatched(Thread thread) {
        for (Listener listener : listeners) {
            if (listener.watches(thread)) {
                return true;
            }
        }
        return false;
    }

    // ---- on the thread that blocks

    private void entered(@Nullable Object self, int number) {
        ThreadWatch watch = watches.get();
        if (watch.isInside()) {
            return; // what listeners themselves do: load a class, write a log
        }
        RuntimeException refusal = null;
        watch.inside(true);
        try {
            refusal = entered(watch, targets.numbered(number), self);
        } finally {
            watch.inside(false);
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    private @Nullable RuntimeException entered(ThreadWatch watch, Target target, @Nullable Object self) {
        if (target.group() == Group.END) {
            long nanos = watch.ends(target.methods().contains("setBlocker"));
            if (nanos >= 0) {
                tellEnd(nanos);
            }
            return null;
        }
        if (!target.blocks(self)) {
            return null;
        }
        List<StackFrame> stack = stack();
        RuntimeException refusal = isPartOfAnother(stack) || readsArchive(stack)
                ? null
                : tell(new BlockingCall(target.group(), Thread.currentThread(), stack, isConsole(self)));
        watch.begins();
        return refusal;
    }

    private @Nullable RuntimeException tell(BlockingCall call) {
        RuntimeException refusal = null;
        for (Listener listener : listeners) {
            RuntimeException own = tell(listener, call);
            refusal = refusal == null ? own : refusal;
        }
        return refusal;
    }

    /** Nothing is thrown but on purpose: below is the JDK's code, half way through what it does. */
    private static @Nullable RuntimeException tell(Listener listener, BlockingCall call) {
        try {
            return listener.watches(call.thread()) ? listener.entered(call) : null;
        } catch (Throwable failure) {
            listener.failed(failure);
            return null;
        }
    }

    private void tellEnd(long nanos) {
        for (Listener listener : listeners) {
            if (listener.watches(Thread.currentThread())) {
                listener.left(Thread.currentThread(), nanos);
            }
        }
    }

    private static List<StackFrame> stack() {
        List<StackFrame> frames = WALKER.walk(all -> all.dropWhile(frame -> !isEntry(frame))
                .skip(1)
                .limit(BlockingCall.DEPTH)
                .toList());
        return frames;
    }

    private static boolean isEntry(StackFrame frame) {
        return frame.getMethodName().equals("enter") && frame.getClassName().equals(ProbeClass.NAME);
    }

    /** A method of the JDK that blocks by calling another was told of when it began. */
    private boolean isPartOfAnother(List<StackFrame> stack) {
        for (StackFrame frame : stack.subList(Math.min(1, stack.size()), stack.size())) {
            if (!isJdk(frame.getDeclaringClass())) {
                return false;
            }
            Integer number =
                    targets.numbersIn(frame.getClassName().replace('.', '/')).get(frame.getMethodName());
            if (number != null && !targets.numbered(number).conditional()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Archives are read by setting a file's position and then reading, as one thread; a listener that loads a class from the same
     * archive in between would move it. That the archive was opened has been told.
     */
    private static boolean readsArchive(List<StackFrame> stack) {
        return stack.stream()
                .limit(ARCHIVE_FRAMES)
                .anyMatch(frame -> frame.getClassName().equals("java.util.zip.ZipFile$Source")
                        && frame.getMethodName().startsWith("read"));
    }

    private static boolean isJdk(Class<?> type) {
        String module = type.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    private static boolean isConsole(@Nullable Object self) {
        if (!(self instanceof FileOutputStream stream)) {
            return false;
        }
        try {
            FileDescriptor descriptor = stream.getFD();
            return descriptor == FileDescriptor.out || descriptor == FileDescriptor.err;
        } catch (IOException e) {
            return false; // it is closed: the write will say so
        }
    }
}
