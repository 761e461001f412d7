package dev.headrace.detector.scan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What one method leads to. Filled by {@link CallGraph}, read afterwards. */
final class Steps {
    /**
     * A way on, into code that is in the jars.
     *
     * @param settled the code runs after the futures that it joins have completed
     */
    record Edge(MethodFacts target, int line, boolean settled) {}

    /** A forbidden call. */
    record Site(Leaf leaf, int line) {}

    /** A call through a type: where it goes depends on the objects that there are. */
    record Pending(MethodRef target, int line, Fate fate, boolean settled) {}

    final List<Pending> pending = new ArrayList<>();
    final List<Edge> edges = new ArrayList<>();
    final List<Site> sites = new ArrayList<>();
    /** Classes of which the method makes objects. */
    final Set<String> created = new LinkedHashSet<>();
    /** Callbacks that are kept, and run on the strand later. */
    final List<MethodFacts> kept = new ArrayList<>();
    /** Classes in none of the jars that the method calls. */
    final Set<String> missing = new LinkedHashSet<>();

    private int fixedEdges;
    private int fixedKept;

    /** What is here by now holds for any objects. */
    void fix() {
        fixedEdges = edges.size();
        fixedKept = kept.size();
    }

    /** Forgets what holds only for the objects that there were. */
    void reset() {
        edges.subList(fixedEdges, edges.size()).clear();
        kept.subList(fixedKept, kept.size()).clear();
    }

    /** True if the SPI makes a connector here. */
    boolean opensReadyMade;
}
