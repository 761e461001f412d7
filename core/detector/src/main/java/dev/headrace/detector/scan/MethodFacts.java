package dev.headrace.detector.scan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * What the scan keeps of a method. Immutable.
 *
 * @param calls in their order
 * @param works lambdas and new objects, in their order
 * @param touched classes whose static fields are used, each with the first line
 * @param dropped calls whose result was thrown away, by their place in {@code calls}
 * @param parameters what becomes of each parameter, by index without the receiver; only those that are used
 * @param waiver the reason of its annotation; null without one
 */
record MethodFacts(
        MethodRef ref,
        int access,
        List<Call> calls,
        List<Work> works,
        Map<String, Integer> touched,
        Set<Integer> dropped,
        Map<Integer, Work> parameters,
        @Nullable String waiver) {

    boolean isAbstract() {
        return (access & Opcodes.ACC_ABSTRACT) != 0;
    }

    boolean isStatic() {
        return (access & Opcodes.ACC_STATIC) != 0;
    }
}
