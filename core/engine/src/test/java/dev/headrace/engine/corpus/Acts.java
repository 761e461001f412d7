package dev.headrace.engine.corpus;

import dev.headrace.detector.Detector;
import dev.headrace.detector.Verdict;
import dev.headrace.engine.corpus.Act.Expected;
import dev.headrace.engine.corpus.Act.Kind;
import dev.headrace.engine.corpus.Act.Lines;
import dev.headrace.engine.corpus.Act.Preparation;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects acts. Each is written in one call, so its lines reach from that call to the next one in the same file. Confined to a
 * thread.
 */
public final class Acts {
    private static final int ALL = 17;

    private final List<Act> all = new ArrayList<>();

    /** An act that a probe has to find. */
    public void blocking(String name, Verdict verdict, Preparation preparation) {
        add(name, Kind.BLOCKS, ALL, new Expected(verdict, Detector.AGENT), preparation);
    }

    /** The same on later JDKs only. */
    public void blockingSince(int since, String name, Verdict verdict, Preparation preparation) {
        add(name, Kind.BLOCKS, since, new Expected(verdict, Detector.AGENT), preparation);
    }

    /** An act that no probe can see and the JVM's counts of waits show. */
    public void counted(String name, Verdict verdict, Preparation preparation) {
        add(name, Kind.BLOCKS, ALL, new Expected(verdict, Detector.COUNTERS), preparation);
    }

    /** An act that only the watchdog can see. */
    public void watched(String name, Verdict verdict, Preparation preparation) {
        add(name, Kind.BLOCKS, ALL, new Expected(verdict, Detector.WATCHDOG), preparation);
    }

    /** An act that nothing may find, once it is warm. */
    public void harmless(String name, Preparation preparation) {
        add(name, Kind.HARMLESS, ALL, null, preparation);
    }

    /** An act that blocks and that nothing finds, as far as is known. */
    public void missed(String name, Preparation preparation) {
        add(name, Kind.MISSED, ALL, null, preparation);
    }

    /** In the order in which they were added. */
    List<Act> all() {
        return List.copyOf(all);
    }

    private void add(String name, Kind kind, int since, @Nullable Expected expected, Preparation preparation) {
        StackFrame caller = StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(Acts.class.getName()))
                        .findFirst()
                        .orElseThrow());
        String file = String.valueOf(caller.getFileName());
        endTheOneBefore(file, caller.getLineNumber());
        Lines lines = new Lines(file, caller.getLineNumber(), Integer.MAX_VALUE);
        all.add(new Act(name, kind, since, expected, lines, preparation));
    }

    private void endTheOneBefore(String file, int line) {
        int last = all.size() - 1;
        if (last >= 0 && all.get(last).lines().file().equals(file)) {
            Act before = all.get(last);
            Lines lines = new Lines(file, before.lines().from(), line);
            all.set(last, before.written(lines));
        }
    }
}
