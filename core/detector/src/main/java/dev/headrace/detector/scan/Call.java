package dev.headrace.detector.scan;

import org.objectweb.asm.Opcodes;

/**
 * One call instruction.
 *
 * @param line 0 if unknown
 * @param receiver the call of the same method that made the object that is called; -1 if it was none, or is not known
 */
record Call(int opcode, MethodRef target, int line, int receiver) {
    boolean isExact() {
        return opcode == Opcodes.INVOKESTATIC || opcode == Opcodes.INVOKESPECIAL;
    }

    boolean isStatic() {
        return opcode == Opcodes.INVOKESTATIC;
    }
}
