package dev.headrace.detector.scan;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * What the scan keeps of a class. Immutable.
 *
 * @param name internal name
 * @param superName null for {@code Object}
 * @param file the source file; empty if unknown
 * @param methods by name and descriptor
 * @param origin the jar or directory that it was read from, as given
 * @param waiver the reason of its annotation; null without one
 */
record ClassFacts(
        String name,
        @Nullable String superName,
        List<String> interfaces,
        int access,
        String file,
        Map<String, MethodFacts> methods,
        ClassSource origin,
        @Nullable String waiver) {

    boolean isInterface() {
        return (access & Opcodes.ACC_INTERFACE) != 0;
    }

    boolean isAbstract() {
        return (access & Opcodes.ACC_ABSTRACT) != 0;
    }

    @Nullable
    MethodFacts method(String methodName, String descriptor) {
        return methods.get(methodName + descriptor);
    }
}
