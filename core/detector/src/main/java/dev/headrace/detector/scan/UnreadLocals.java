package dev.headrace.detector.scan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Label;

/** Results of calls that went into a local variable that nobody reads. Says nothing about methods that jump back. */
final class UnreadLocals {
    private final Map<Integer, Integer> pending = new HashMap<>();
    private final Set<Integer> unread = new HashSet<>();
    private final Set<Label> passed = new HashSet<>();
    private boolean loops;

    void store(int variable, Operands.Value value) {
        Integer before = pending.remove(variable);
        if (before != null) {
            unread.add(before);
        }
        if (value instanceof Operands.Result result) {
            pending.put(variable, result.call());
        }
    }

    void load(int variable) {
        pending.remove(variable);
    }

    void label(Label label) {
        passed.add(label);
    }

    void jump(Label target) {
        loops |= passed.contains(target);
    }

    Set<Integer> results() {
        unread.addAll(pending.values());
        return loops ? Set.of() : unread;
    }
}
