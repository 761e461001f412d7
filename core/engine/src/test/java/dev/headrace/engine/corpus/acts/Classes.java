package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.GC;
import static dev.headrace.detector.Verdict.NATIVE;
import static dev.headrace.detector.Verdict.WAIT;

import dev.headrace.engine.corpus.Acts;
import dev.headrace.engine.corpus.library.Contended;
import dev.headrace.engine.corpus.library.Slumbering;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What the JVM itself makes a thread wait for. A class is initialised once in a JVM, so two of these work once. Stateless. */
final class Classes {
    private Classes() {}

    static void addTo(Acts acts) {
        acts.blocking("a class that sleeps while it is initialised", WAIT, stage -> () -> Slumbering.wake());
        // The counters show it too, but they have no place for it.
        acts.watched("a class that another thread initialises", NATIVE, stage -> {
            stage.hold(pause -> {
                Contended.Pause.set(pause);
                Contended.touch();
            });
            return () -> Contended.touch();
        });
        acts.blocking("System.gc", GC, stage -> () -> System.gc());
        acts.blocking("MemoryMXBean.gc", GC, stage -> {
            MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
            return () -> memory.gc();
        });
    }
}
