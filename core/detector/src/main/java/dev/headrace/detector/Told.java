package dev.headrace.detector;

import dev.headrace.detector.agent.Group;
import java.util.List;

/**
 * How many calls the probes have told of, of those that the JVM counts as waits.
 *
 * @param counted all of them
 * @param monitors those that give a monitor back and take it again, which the JVM counts a second time if it is taken
 */
record Told(long counted, long monitors) {
    static final Told NOTHING = new Told(0, 0);

    Told and(Group group) {
        return new Told(counted + (CallVerdict.isCounted(group) ? 1 : 0), monitors + (takesMonitor(group) ? 1 : 0));
    }

    Told since(Told before) {
        return new Told(counted - before.counted, monitors - before.monitors);
    }

    /** Whether a monitor that was waited for may be one that was given back, and was had before anybody could look. */
    boolean explainsMonitor(List<StackTraceElement> seen) {
        return monitors > 0 && (seen.isEmpty() || seen.get(0).getClassName().equals("java.lang.Object"));
    }

    /** A process is waited for by a monitor in some JDKs. */
    private static boolean takesMonitor(Group group) {
        return group == Group.MONITOR || group == Group.PROCESS;
    }
}
