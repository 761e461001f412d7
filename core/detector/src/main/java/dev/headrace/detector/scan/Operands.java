package dev.headrace.detector.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * The operand stack and the local variables of a method while it is read from its first instruction to its last, as far as the scan
 * cares: which call or lambda a slot's value comes from. Where two ways meet with different values, the value is unknown. A value of
 * type {@code long} or {@code double} takes two slots, as in the JVM.
 */
final class Operands {
    /** Where a value comes from. */
    sealed interface Value permits Unknown, Result, Made {}

    /** Any value. */
    record Unknown() implements Value {}

    /** What a call gave, by its place in the method's list of calls. */
    record Result(int call) implements Value {}

    /** A lambda, a new object, or a parameter. */
    record Made(Work work) implements Value {}

    static final Value UNKNOWN = new Unknown();

    /** Slots that an instruction takes, by opcode (JVMS 6.5); 0 for those that have a method of their own here. */
    private static final String TAKES = "00000000000000000000000000000000000000000000002222"
            + "22221212100000000000000000000343433331200000002424"
            + "24242424242424241212232323242424011122211122211142"
            + "24411111122222222000111212100000000000111101110011";

    /** Slots that an instruction gives, by opcode. */
    private static final String GIVES = "01111111122111221100012121000000000000000000001212"
            + "11110000000000000000000000000000000000000000001212"
            + "12121212121212121212121212121212021211212212111111"
            + "11100000000000000010000000000000000000111001000000";

    private final Map<Label, List<Value>> awaited = new HashMap<>();
    private final Map<Integer, Value> locals = new HashMap<>();
    private List<Value> stack = new ArrayList<>();
    private boolean live = true;

    /** An instruction whose operands are of no interest. */
    void apply(int opcode) {
        drop(TAKES.charAt(opcode) - '0');
        give(GIVES.charAt(opcode) - '0');
    }

    void push(Value value) {
        stack.add(value);
    }

    void give(int slots) {
        for (int i = 0; i < slots; i++) {
            stack.add(UNKNOWN);
        }
    }

    /** Never fails: code that this class does not follow must not stop the scan. */
    Value pop() {
        return stack.isEmpty() ? UNKNOWN : stack.remove(stack.size() - 1);
    }

    void drop(int slots) {
        for (int i = 0; i < slots; i++) {
            Value unused = pop();
        }
    }

    Value top() {
        return stack.isEmpty() ? UNKNOWN : stack.get(stack.size() - 1);
    }

    void store(int variable, Value value) {
        locals.put(variable, value);
    }

    Value load(int variable) {
        return locals.getOrDefault(variable, UNKNOWN);
    }

    /** {@code dup} and its kin, and {@code swap}. */
    void shuffle(int opcode) {
        switch (opcode) {
            case Opcodes.DUP -> copy(1, 0);
            case Opcodes.DUP_X1 -> copy(1, 1);
            case Opcodes.DUP_X2 -> copy(1, 2);
            case Opcodes.DUP2 -> copy(2, 0);
            case Opcodes.DUP2_X1 -> copy(2, 1);
            case Opcodes.DUP2_X2 -> copy(2, 2);
            default -> {
                Value upper = pop();
                Value lower = pop();
                push(upper);
                push(lower);
            }
        }
    }

    /** Puts a copy of the upper slots below the slots under them. */
    private void copy(int slots, int below) {
        int missing = slots + below - stack.size();
        for (int i = 0; i < missing; i++) {
            stack.add(0, UNKNOWN);
        }
        List<Value> upper = List.copyOf(stack.subList(stack.size() - slots, stack.size()));
        stack.addAll(stack.size() - slots - below, upper);
    }

    /** From here the method may go on at a label. */
    void jump(Label target) {
        awaited.merge(target, List.copyOf(stack), Operands::meet);
    }

    /** A handler begins with what was thrown, and nothing else. */
    void handler(Label target) {
        awaited.put(target, List.of(UNKNOWN));
    }

    /** The instruction before does not go on to the next. */
    void end() {
        live = false;
        stack = new ArrayList<>();
    }

    void arrive(Label at) {
        List<Value> others = awaited.get(at);
        if (others != null) {
            stack = new ArrayList<>(live ? meet(stack, others) : others);
            live = true;
        }
    }

    private static List<Value> meet(List<Value> one, List<Value> other) {
        List<Value> both = new ArrayList<>();
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            boolean same = i < one.size() && i < other.size() && one.get(i).equals(other.get(i));
            both.add(same ? one.get(i) : UNKNOWN);
        }
        return both;
    }
}
