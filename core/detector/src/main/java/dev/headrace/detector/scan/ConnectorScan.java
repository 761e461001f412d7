package dev.headrace.detector.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Scans one connector: first what runs to open it, then what runs on its strand. For one thread, once. */
final class ConnectorScan {
    private static final String CONNECTOR = "dev/headrace/spi/Connector";
    private static final Set<String> OPENING = Set.of("<init>", "info", "configSpec", "limits", "auth", "open");
    private static final Set<String> COLLECTING = Set.of("plan", "collect", "probe", "close");

    private final String provider;
    private final ClassPath classes;
    private final Waivers waivers;
    private final Hierarchy hierarchy;
    private final Boundary boundary;
    private final Ownership ownership;
    private final ForbiddenCalls forbidden;
    private final List<ScanFinding> findings = new ArrayList<>();
    private final List<WaivedFinding> waived = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();

    /** @param provider with dots; in the class path */
    ConnectorScan(String provider, ClassPath classes, ForbiddenCalls forbidden, Waivers waivers) {
        this.provider = provider.replace('.', '/');
        this.classes = classes;
        this.waivers = waivers;
        this.forbidden = forbidden;
        this.boundary = new Boundary(classes);
        this.hierarchy = new Hierarchy(classes, boundary);
        this.ownership = new Ownership(classes, this.provider);
    }

    ConnectorReport run(String location) {
        walk(graph(waivers::allows), method -> waivers.closes(method, classes), findings);
        if (!waivers.isEmpty()) {
            List<ScanFinding> all = new ArrayList<>();
            walk(graph(leaf -> false), method -> false, all);
            all.removeAll(findings);
            all.forEach(finding -> waivers.waive(finding).ifPresent(waived::add));
        }
        return new ConnectorReport(
                provider.replace('/', '.'),
                location,
                findings.stream().filter(finding -> !isWarning(finding)).toList(),
                findings.stream().filter(ConnectorScan::isWarning).toList(),
                waived,
                problems(),
                List.copyOf(notes));
    }

    private CallGraph graph(Predicate<Leaf> allowed) {
        return new CallGraph(classes, hierarchy, boundary, ownership, forbidden, allowed);
    }

    private static boolean isWarning(ScanFinding finding) {
        return finding.phase() == Phase.OPENING && (finding.rule() == Rule.BLOCKS || finding.rule() == Rule.WAITS);
    }

    private void walk(CallGraph graph, Predicate<MethodFacts> closed, Collection<ScanFinding> into) {
        Predicate<MethodFacts> left = closed.or(method -> forbidden.isHarmless(method.ref()));
        Reach opening = Reach.from(methods(provider, OPENING), graph, left, Set.of(provider));
        collect(Phase.OPENING, opening, graph, into);
        Set<MethodFacts> roots = new LinkedHashSet<>(opening.kept());
        for (String type : connectors(opening)) {
            roots.addAll(methods(type, COLLECTING));
        }
        // A class is initialised once: what opening has done, collecting does not do again.
        Predicate<MethodFacts> done = method -> method.ref().name().equals("<clinit>") && opening.node(method) != null;
        Reach collecting = Reach.from(roots, graph, left.or(done), opening.created());
        collect(Phase.COLLECTING, collecting, graph, into);
    }

    private void collect(Phase phase, Reach reach, CallGraph graph, Collection<ScanFinding> into) {
        Trails.of(reach, graph, ownership).forEach(trail -> into.add(trail.finding(phase, classes)));
        reach.nodes().stream()
                .filter(node -> ownership.isOwn(node.method().ref().owner()))
                .forEach(node -> missing.addAll(node.steps().missing));
    }

    /** The methods of these names that an object of the type has, its own and inherited ones. */
    private List<MethodFacts> methods(String type, Set<String> names) {
        Set<String> seen = new LinkedHashSet<>();
        List<MethodFacts> found = new ArrayList<>();
        for (String above : hierarchy.supertypes(type)) {
            ClassFacts facts = boundary.isOutside(above) ? null : classes.find(above);
            Stream<MethodFacts> all = facts == null ? Stream.of() : facts.methods().values().stream();
            all.filter(method -> names.contains(method.ref().name()) && !method.isAbstract() && !method.isStatic())
                    .filter(method -> !method.ref().name().equals("<init>") || above.equals(type))
                    .filter(method ->
                            seen.add(method.ref().name() + method.ref().descriptor()))
                    .forEach(found::add);
        }
        return found;
    }

    private Collection<String> connectors(Reach opening) {
        List<String> created = opening.created().stream()
                .filter(type -> hierarchy.isSubtype(type, CONNECTOR))
                .toList();
        boolean readyMade = opening.nodes().stream().anyMatch(node -> node.steps().opensReadyMade);
        if (!created.isEmpty() || readyMade) {
            return created;
        }
        notes.add(
                "open(...) was not seen to make a connector (by reflection?): all connectors of the jar were checked");
        ClassFacts home = classes.find(provider);
        return home == null
                ? List.of()
                : home.origin().classes().stream()
                        .filter(type -> ownership.isOwn(type) && hierarchy.isSubtype(type, CONNECTOR))
                        .toList();
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>(classes.problems());
        problems.addAll(waivers.problems());
        if (!missing.isEmpty()) {
            problems.add(
                    "It calls classes that are in none of the jars, so what they do was not checked: %s. Name their jars, too"
                            .formatted(listed(missing)));
        }
        return problems;
    }

    private static String listed(Set<String> types) {
        int shown = 5;
        String first = String.join(
                ", ",
                types.stream().limit(shown).map(type -> type.replace('/', '.')).toList());
        return types.size() > shown ? "%s and %d more".formatted(first, types.size() - shown) : first;
    }
}
