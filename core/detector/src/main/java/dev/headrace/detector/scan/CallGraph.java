package dev.headrace.detector.scan;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * From a method to those that it may call, given the classes of which there are objects (rapid type analysis). Not through types of
 * the JDK: what runs behind a {@code Runnable} or an {@code Iterator} is judged where it is made.
 */
final class CallGraph {
    private static final String INITIALISER = "<clinit>";
    private static final String STAGE = "java/util/concurrent/CompletionStage";
    private static final String CONNECTOR = "dev/headrace/spi/Connector";
    private static final Set<String> COMPLETED =
            Set.of("completedFuture", "completedStage", "failedFuture", "failedStage");
    private static final Set<String> ALL = Set.of("allOf");

    /** The methods of {@link #FUNCTIONAL_TYPES} begin so. */
    private static final List<String> FUNCTIONAL =
            List.of("apply", "accept", "test", "getAs", "run", "call", "compare", "decode");

    /** Interfaces that are not followed to their classes; a class that implements one is code that is handed around. */
    private static final List<String> FUNCTIONAL_TYPES = List.of(
            "java/util/function/",
            "java/lang/Runnable",
            "java/util/concurrent/Callable",
            "java/util/Comparator",
            "dev/headrace/spi/BodyDecoder");

    private final ClassPath classes;
    private final Hierarchy hierarchy;
    private final Boundary boundary;
    private final Ownership ownership;
    private final Handover handover;
    private final ForbiddenCalls forbidden;
    private final Predicate<Leaf> allowed;
    private final Map<MethodRef, Optional<Leaf>> leaves = new HashMap<>();

    private final Map<MethodRef, Steps> known = new HashMap<>();

    /** The classes of which there are objects, by each of their supertypes. */
    private final Map<String, Set<String>> objects = new HashMap<>();

    private final Map<MethodRef, Set<MethodFacts>> dispatched = new HashMap<>();

    CallGraph(
            ClassPath classes,
            Hierarchy hierarchy,
            Boundary boundary,
            Ownership ownership,
            ForbiddenCalls forbidden,
            Predicate<Leaf> allowed) {
        this.classes = classes;
        this.hierarchy = hierarchy;
        this.boundary = boundary;
        this.ownership = ownership;
        this.handover = new Handover(boundary, hierarchy);
        this.forbidden = forbidden;
        this.allowed = allowed;
    }

    /** From now on there are objects of these classes. */
    void assume(Set<String> created) {
        for (String type : created) {
            hierarchy
                    .supertypes(type)
                    .forEach(above -> objects.computeIfAbsent(above, key -> new LinkedHashSet<>())
                            .add(type));
        }
        dispatched.clear();
    }

    /** @param settled see {@link Steps.Edge#settled} */
    Steps steps(MethodFacts method, boolean settled) {
        Steps steps = settled ? read(method, true) : known.computeIfAbsent(method.ref(), ref -> read(method, false));
        steps.reset();
        for (Steps.Pending call : steps.pending) {
            targets(call.target(), false)
                    .forEach(callee -> place(callee, call.line(), call.fate(), call.settled(), steps));
        }
        return steps;
    }

    private Steps read(MethodFacts method, boolean settled) {
        Steps steps = new Steps();
        for (Call call : method.calls()) {
            follow(method, call, settled, steps);
        }
        method.touched().forEach((type, line) -> initialise(type, line, steps));
        for (Work work : method.works()) {
            if (work.body() == null) {
                create(method, work, settled, steps);
            } else {
                followLambda(method, work, work.body(), settled, steps);
            }
        }
        steps.fix();
        return steps;
    }

    private void follow(MethodFacts method, Call call, boolean settled, Steps steps) {
        MethodRef target = call.target();
        Optional<Leaf> leaf = leaf(target);
        if (leaf.isPresent()) {
            if (!isHarmless(method, call, leaf.get(), settled) && !allowed.test(leaf.get())) {
                steps.sites.add(new Steps.Site(leaf.get(), call.line()));
            }
            return;
        }
        steps.opensReadyMade |= opensReadyMade(target);
        if (boundary.isOutside(target.owner())) {
            return;
        }
        if (!classes.has(target.owner())) {
            steps.missing.add(target.owner());
            return;
        }
        if (call.isStatic()) {
            initialise(target.owner(), call.line(), steps);
        }
        follow(target, call.isExact(), new Steps.Pending(target, call.line(), Fate.HERE, false), steps);
    }

    private void follow(MethodRef target, boolean exact, Steps.Pending call, Steps steps) {
        if (exact) {
            targets(target, true).forEach(callee -> place(callee, call.line(), call.fate(), call.settled(), steps));
        } else {
            steps.pending.add(call);
        }
    }

    Optional<Leaf> leaf(MethodRef target) {
        return leaves.computeIfAbsent(target, ref -> forbidden.match(ref, hierarchy));
    }

    /** A future that is complete, was waited for by {@code allOf}, or is asked whether it is done, gives its value at once. */
    private static boolean isHarmless(MethodFacts method, Call call, Leaf leaf, boolean settled) {
        return leaf.rule() == Rule.WAITS
                && (settled || isMadeBy(COMPLETED, method, call.receiver()) || asksWhetherDone(method));
    }

    private static boolean isMadeBy(Set<String> makers, MethodFacts method, int maker) {
        return maker >= 0 && makers.contains(method.calls().get(maker).target().name());
    }

    private static boolean asksWhetherDone(MethodFacts method) {
        return method.calls().stream().anyMatch(call -> call.target().name().equals("isDone"));
    }

    private boolean opensReadyMade(MethodRef target) {
        Type result = Type.getReturnType(target.descriptor());
        return Boundary.isSpi(target.owner())
                && result.getSort() == Type.OBJECT
                && Boundary.isSpi(result.getInternalName())
                && hierarchy.isSubtype(result.getInternalName(), CONNECTOR);
    }

    private Set<MethodFacts> targets(MethodRef target, boolean exact) {
        if (exact) {
            MethodFacts method = hierarchy.resolve(target.owner(), target.name(), target.descriptor());
            return method == null ? Set.of() : Set.of(method);
        }
        Set<MethodFacts> known = dispatched.get(target);
        if (known == null) {
            known = dispatch(target);
            dispatched.put(target, known);
        }
        return known;
    }

    private Set<MethodFacts> dispatch(MethodRef target) {
        Set<MethodFacts> found = new LinkedHashSet<>();
        Set<String> types = objects.getOrDefault(target.owner(), Set.of());
        types.forEach(type -> add(found, hierarchy.resolve(type, target.name(), target.descriptor())));
        ClassFacts declared = classes.find(target.owner());
        if (declared != null && (types.isEmpty() || !declared.isAbstract())) {
            // Objects may come from where the scan does not see: a factory by reflection.
            add(found, hierarchy.resolve(target.owner(), target.name(), target.descriptor()));
        }
        return found;
    }

    private static void add(Set<MethodFacts> found, @Nullable MethodFacts method) {
        if (method != null && !method.isAbstract()) {
            found.add(method);
        }
    }

    /** The initialisers of a class and of those above it. */
    private void initialise(String type, int line, Steps steps) {
        for (String above : hierarchy.supertypes(type)) {
            ClassFacts facts = boundary.isOutside(above) ? null : classes.find(above);
            if (facts == null || facts.isInterface() && !above.equals(type)) {
                continue;
            }
            MethodFacts initialiser = facts.method(INITIALISER, "()V");
            if (initialiser != null) {
                steps.edges.add(new Steps.Edge(initialiser, line, false));
            }
        }
    }

    private void create(MethodFacts method, Work work, boolean settled, Steps steps) {
        if (boundary.isOutside(work.type())) {
            return;
        }
        steps.created.add(work.type());
        initialise(work.type(), work.line(), steps);
        if (!ownership.isOwn(work.type()) || !isFunctional(work.type())) {
            return;
        }
        Fate fate = handover.fate(method, work);
        for (MethodFacts body : functionalMethods(work.type())) {
            place(body, work.line(), fate, settled, steps);
        }
    }

    private boolean isFunctional(String type) {
        return hierarchy.supertypes(type).stream()
                .anyMatch(above -> FUNCTIONAL_TYPES.stream().anyMatch(above::startsWith));
    }

    private List<MethodFacts> functionalMethods(String type) {
        ClassFacts facts = classes.find(type);
        return facts == null
                ? List.of()
                : facts.methods().values().stream()
                        .filter(method -> !method.isStatic() && !method.isAbstract())
                        .filter(method -> method.ref().name().equals("get")
                                || FUNCTIONAL.stream().anyMatch(method.ref().name()::startsWith))
                        .toList();
    }

    private static void place(MethodFacts body, int line, Fate fate, boolean settled, Steps steps) {
        if (fate != Fate.ELSEWHERE) {
            steps.edges.add(new Steps.Edge(body, line, settled));
        }
        if (fate == Fate.KEPT) {
            steps.kept.add(body);
        }
    }

    private void followLambda(MethodFacts method, Work work, Handle body, boolean settled, Steps steps) {
        Fate fate = handover.fate(method, work);
        if (fate == Fate.ELSEWHERE) {
            return;
        }
        boolean after = settled || isAfterAll(method, work);
        MethodRef target = new MethodRef(body.getOwner(), body.getName(), body.getDesc());
        Optional<Leaf> leaf = leaf(target);
        if (leaf.isPresent()) {
            if ((leaf.get().rule() != Rule.WAITS || !after) && !allowed.test(leaf.get())) {
                steps.sites.add(new Steps.Site(leaf.get(), work.line()));
            }
            return;
        }
        steps.opensReadyMade |= opensReadyMade(target);
        if (boundary.isOutside(target.owner()) || !classes.has(target.owner())) {
            return;
        }
        if (body.getTag() == Opcodes.H_NEWINVOKESPECIAL) {
            steps.created.add(target.owner());
            initialise(target.owner(), work.line(), steps);
        }
        boolean exact = body.getTag() != Opcodes.H_INVOKEVIRTUAL && body.getTag() != Opcodes.H_INVOKEINTERFACE;
        Fate kept = ownership.isOwn(method.ref().owner()) ? fate : Fate.HERE;
        follow(target, exact, new Steps.Pending(target, work.line(), kept, after), steps);
    }

    /** {@code allOf(...).thenApply(done -> one.join())} waits for nothing. */
    private static boolean isAfterAll(MethodFacts method, Work work) {
        return work.uses().stream()
                .filter(Work.Argument.class::isInstance)
                .map(use -> method.calls().get(((Work.Argument) use).call()).receiver())
                .anyMatch(maker -> isMadeBy(ALL, method, maker));
    }

    /** Places of calls, and of method references, whose stage goes nowhere. */
    Map<MethodRef, Integer> dropped(MethodFacts method) {
        Map<MethodRef, Integer> found = new LinkedHashMap<>();
        for (int index : method.dropped()) {
            Call call = method.calls().get(index);
            if (givesStage(call.target().descriptor())) {
                found.putIfAbsent(call.target(), call.line());
            }
        }
        for (Work work : method.works()) {
            Handle body = work.body();
            if (body != null && work.dropsResult() && givesStage(body.getDesc())) {
                found.putIfAbsent(new MethodRef(body.getOwner(), body.getName(), body.getDesc()), work.line());
            }
        }
        return found;
    }

    private boolean givesStage(String descriptor) {
        Type result = Type.getReturnType(descriptor);
        return result.getSort() == Type.OBJECT && hierarchy.isSubtype(result.getInternalName(), STAGE);
    }
}
