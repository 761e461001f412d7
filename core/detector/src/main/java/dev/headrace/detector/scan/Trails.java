package dev.headrace.detector.scan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds, for every line of the connector's own code that leads to a forbidden call, the shortest way: two lines that call the same
 * library are two findings, so that mending one does not bring up the other.
 */
final class Trails {
    private final Reach reach;
    private final CallGraph graph;
    private final Ownership ownership;
    private final Map<Trail.Place, Trail> shortest = new LinkedHashMap<>();

    private Trails(Reach reach, CallGraph graph, Ownership ownership) {
        this.reach = reach;
        this.graph = graph;
        this.ownership = ownership;
    }

    static Collection<Trail> of(Reach reach, CallGraph graph, Ownership ownership) {
        Trails trails = new Trails(reach, graph, ownership);
        broken(reach).forEach(trails::search);
        return trails.shortest.values();
    }

    /** The rules of which anything at all was reached; dropped stages are looked for apart. */
    private static Set<Rule> broken(Reach reach) {
        Set<Rule> rules = EnumSet.of(Rule.DROPS);
        reach.nodes()
                .forEach(node ->
                        node.steps().sites.forEach(site -> rules.add(site.leaf().rule())));
        return rules;
    }

    /** The next step from a method of a library towards a forbidden call. */
    private record Onward(
            int distance,
            int line,
            @Nullable MethodFacts next,
            @Nullable MethodRef forbidden) {}

    private void search(Rule rule) {
        Map<MethodRef, Onward> onward = inLibraries(rule);
        for (Reach.Node node : reach.nodes()) {
            if (!isOwn(node)) {
                continue;
            }
            if (rule == Rule.DROPS) {
                graph.dropped(node.method()).forEach((dropped, line) -> add(rule, Trail.to(node, line), dropped));
            }
            for (Steps.Site site : node.steps().sites) {
                if (site.leaf().rule() == rule) {
                    add(rule, Trail.to(node, site.line()), site.leaf().method());
                }
            }
            for (Steps.Edge edge : node.steps().edges) {
                follow(rule, node, edge, onward);
            }
        }
    }

    private boolean isOwn(Reach.Node node) {
        return node.from() == null || ownership.isOwn(node.method().ref().owner());
    }

    private void follow(Rule rule, Reach.Node node, Steps.Edge edge, Map<MethodRef, Onward> onward) {
        Onward next = onward.get(edge.target().ref());
        if (next == null || node.depth() + 1 + next.distance() > Reach.DEEPEST) {
            return;
        }
        List<Trail.Step> steps = new ArrayList<>(Trail.to(node, edge.line()));
        MethodFacts at = edge.target();
        while (at != null && next != null) {
            steps.add(new Trail.Step(at, next.line()));
            if (next.forbidden() != null) {
                add(rule, steps, next.forbidden());
                return;
            }
            at = next.next();
            next = at == null ? null : onward.get(at.ref());
        }
    }

    /** From the forbidden calls backwards, through libraries only: the connector's own methods report for themselves. */
    private Map<MethodRef, Onward> inLibraries(Rule rule) {
        Map<MethodRef, Onward> onward = new HashMap<>();
        Deque<Reach.Node> open = new ArrayDeque<>();
        for (Reach.Node node : reach.nodes()) {
            if (!isOwn(node)) {
                node.steps().sites.stream()
                        .filter(site -> site.leaf().rule() == rule)
                        .findFirst()
                        .ifPresent(site -> {
                            onward.put(
                                    node.method().ref(),
                                    new Onward(0, site.line(), null, site.leaf().method()));
                            open.add(node);
                        });
            }
        }
        if (!open.isEmpty()) {
            spread(onward, open, callers());
        }
        return onward;
    }

    private record Caller(Reach.Node node, int line) {}

    private Map<MethodRef, List<Caller>> callers() {
        Map<MethodRef, List<Caller>> callers = new HashMap<>();
        for (Reach.Node node : reach.nodes()) {
            if (!isOwn(node)) {
                node.steps()
                        .edges
                        .forEach(edge -> callers.computeIfAbsent(edge.target().ref(), key -> new ArrayList<>())
                                .add(new Caller(node, edge.line())));
            }
        }
        return callers;
    }

    private static void spread(
            Map<MethodRef, Onward> onward, Deque<Reach.Node> open, Map<MethodRef, List<Caller>> callers) {
        while (!open.isEmpty()) {
            Reach.Node node = open.remove();
            MethodRef ref = node.method().ref();
            Onward here = onward.get(ref);
            if (here == null) {
                continue;
            }
            for (Caller caller : callers.getOrDefault(ref, List.of())) {
                MethodRef at = caller.node().method().ref();
                if (!onward.containsKey(at)) {
                    onward.put(at, new Onward(here.distance() + 1, caller.line(), node.method(), null));
                    open.add(caller.node());
                }
            }
        }
    }

    private void add(Rule rule, List<Trail.Step> steps, MethodRef forbidden) {
        Trail trail = new Trail(rule, List.copyOf(steps), forbidden);
        shortest.merge(
                trail.place(ownership),
                trail,
                (known, other) -> other.steps().size() < known.steps().size() ? other : known);
    }
}
