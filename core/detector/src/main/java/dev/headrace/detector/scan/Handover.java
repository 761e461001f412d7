package dev.headrace.detector.scan;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;

/** Decides what becomes of a lambda or an object that is code, by what its method does with it. */
final class Handover {
    /** Enough for a helper of a helper that passes work on to {@code blocking(...)}. */
    private static final int DEEPEST = 4;

    private static final String CALLABLE = "java/util/concurrent/Callable";

    /** Whatever the type: libraries name their own executors' methods so, too. */
    private static final Set<String> GIVES_AWAY = Set.of(
            "execute", "submit", "schedule", "scheduleAtFixedRate", "scheduleWithFixedDelay", "enqueue", "offload");

    /** Types of the JDK that call what they are given before they return, or when a stage completes: never keep it. */
    private static final List<String> AT_ONCE = List.of(
            "java/util/Optional",
            "java/util/stream/",
            "java/util/concurrent/Completion",
            "java/util/concurrent/Completable");

    /** Methods of collections that call what they are given before they return. */
    private static final Set<String> CALLS_AT_ONCE = Set.of(
            "forEach",
            "computeIfAbsent",
            "computeIfPresent",
            "compute",
            "merge",
            "replaceAll",
            "removeIf",
            "sort",
            "requireNonNull",
            "requireNonNullElseGet",
            "setAll");

    private final Boundary boundary;
    private final Hierarchy hierarchy;

    Handover(Boundary boundary, Hierarchy hierarchy) {
        this.boundary = boundary;
        this.hierarchy = hierarchy;
    }

    Fate fate(MethodFacts method, Work work) {
        return fate(method, work, 0);
    }

    private Fate fate(MethodFacts method, Work work, int depth) {
        // A Callable that nobody here calls was made for blocking(...), which is what the SPI has callables for.
        Fate unused = isCallable(work) ? Fate.ELSEWHERE : Fate.HERE;
        if (work.uses().isEmpty() || depth > DEEPEST) {
            return unused;
        }
        Fate fate = Fate.ELSEWHERE;
        for (Work.Use use : work.uses()) {
            fate = fate.or(fate(method, work, use, depth));
        }
        return fate;
    }

    private Fate fate(MethodFacts method, Work work, Work.Use use, int depth) {
        if (use instanceof Work.Argument argument) {
            return fate(method.calls().get(argument.call()), argument.index(), work, depth);
        }
        if (use instanceof Work.Captured captured) {
            return captured(method, captured, depth);
        }
        if (use instanceof Work.Stored) {
            return isCallable(work) ? Fate.ELSEWHERE : Fate.KEPT;
        }
        return Fate.HERE;
    }

    private boolean isCallable(Work work) {
        return hierarchy.isSubtype(work.type(), CALLABLE);
    }

    /** What the lambda that holds it does with it. */
    private Fate captured(MethodFacts method, Work.Captured captured, int depth) {
        Fate fate = fate(method, captured.by(), depth + 1);
        Handle body = captured.by().body();
        if (fate == Fate.ELSEWHERE || body == null) {
            return fate;
        }
        MethodFacts holder = hierarchy.resolve(body.getOwner(), body.getName(), body.getDesc());
        int receivers = body.getTag() == Opcodes.H_INVOKESTATIC ? 0 : 1;
        Work parameter = holder == null ? null : holder.parameters().get(captured.index() - receivers);
        return holder == null || parameter == null ? fate : fate(holder, parameter, depth + 1);
    }

    private Fate fate(Call call, int index, Work work, int depth) {
        MethodRef target = call.target();
        if (givesAway(target)) {
            return Fate.ELSEWHERE;
        }
        if (boundary.isOutside(target.owner())) {
            return outside(target, work);
        }
        MethodFacts callee = hierarchy.resolve(target.owner(), target.name(), target.descriptor());
        Work parameter = callee == null ? null : callee.parameters().get(index);
        if (callee == null || parameter == null) {
            return unknown(callee, call);
        }
        return fate(callee, parameter, depth + 1);
    }

    private static Fate unknown(@Nullable MethodFacts callee, Call call) {
        boolean neverUsed = callee != null && !callee.isAbstract() && call.opcode() != Opcodes.INVOKEINTERFACE;
        return neverUsed ? Fate.HERE : Fate.KEPT;
    }

    private boolean givesAway(MethodRef target) {
        if (boundary.isOutside(target.owner())) {
            return target.name().equals("blocking") && Boundary.isSpi(target.owner())
                    || GIVES_AWAY.contains(target.name()) && target.owner().startsWith("java/")
                    || target.name().endsWith("Async")
                    || isThread(target.owner())
                    || isExecutor(target.owner());
        }
        return GIVES_AWAY.contains(target.name()) && isLibrary(target);
    }

    private static boolean isThread(String type) {
        return type.equals("java/lang/Thread")
                || type.startsWith("java/lang/Thread$")
                || type.startsWith("java/util/Timer");
    }

    private boolean isExecutor(String type) {
        return hierarchy.isSubtype(type, "java/util/concurrent/Executor");
    }

    /** A method of that name which can be looked into is judged by what it does. */
    private boolean isLibrary(MethodRef target) {
        MethodFacts callee = hierarchy.resolve(target.owner(), target.name(), target.descriptor());
        return callee == null || callee.isAbstract() || isExecutor(target.owner());
    }

    private static Fate outside(MethodRef target, Work work) {
        if (Boundary.isSpi(target.owner())) {
            return Boundary.isSpi(work.type()) ? Fate.KEPT : Fate.HERE;
        }
        boolean atOnce = CALLS_AT_ONCE.contains(target.name())
                || AT_ONCE.stream().anyMatch(prefix -> target.owner().startsWith(prefix));
        return atOnce ? Fate.HERE : Fate.KEPT;
    }
}
