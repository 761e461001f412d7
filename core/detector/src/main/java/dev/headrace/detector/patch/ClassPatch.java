package dev.headrace.detector.patch;

import static dev.headrace.detector.patch.Instructions.INVOKESPECIAL;
import static dev.headrace.detector.patch.Instructions.INVOKESTATIC;
import static dev.headrace.detector.patch.Instructions.INVOKEVIRTUAL;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Changes to one class file (JVMS 4) that leave fields, methods and signatures as they are, so that they may be made to a class
 * in use. Confined to one thread.
 */
public final class ClassPatch {
    private static final int HANDLE_VIRTUAL = 5;
    private static final int HANDLE_STATIC = 6;
    private static final int HANDLE_SPECIAL = 7;
    private static final int STATIC = 0x0008;

    private final ByteBuffer file;
    private final ConstantPool pool;
    private final int methods;
    private final Map<Integer, EntryCall> entries = new HashMap<>();

    private ClassPatch(byte[] classFile) {
        this.file = ByteBuffer.wrap(classFile.clone());
        this.pool = new ConstantPool(file);
        this.methods = methodsAt();
    }

    /** @throws IllegalArgumentException if these are not the bytes of a class, or of a format that is not known */
    public static ClassPatch of(byte[] classFile) {
        return new ClassPatch(classFile);
    }

    /** Makes the class, and what it says of itself, have another name of ASCII letters; both as {@code java/lang/Thread}. */
    public ClassPatch rename(String from, String to) {
        pool.rename(from, to);
        return this;
    }

    /** Turns calls and method references elsewhere; true if there were any. */
    public boolean redirect(List<Redirect> redirects) {
        String type = pool.typeName(u2(pool.end() + 2));
        String superType = pool.typeName(u2(pool.end() + 4));
        BitSet withReceiver = new BitSet();
        boolean any = false;
        for (int index = 1; index < pool.originals(); index++) {
            if (pool.isA(index, ConstantPool.METHODREF)) {
                any |= redirect(index, redirects, type, superType, withReceiver);
            }
        }
        if (!withReceiver.isEmpty()) {
            makeHandlesStatic(withReceiver);
            makeCallsStatic(withReceiver);
        }
        return any;
    }

    /**
     * Puts a call of {@code probe.enter(Object self, int number)} at the entry of methods that have code; constructors are left
     * alone, because their receiver may not be passed on yet.
     *
     * @param probe the type that has {@code enter}, as {@code java/lang/Thread}
     * @param numbers the number for a method's name, 0 to 32767; negative to leave it as it is
     * @return how many methods were changed
     */
    public int probe(String probe, ToIntFunction<String> numbers) {
        forEachMethod(method -> {
            String name = pool.text(u2(method + 2));
            int number = name.startsWith("<") ? -1 : numbers.applyAsInt(name);
            if (number >= 0 && code(method) != 0) {
                int enter = pool.method(probe, "enter", "(Ljava/lang/Object;I)V");
                entries.put(method, new EntryCall((u2(method) & STATIC) == 0, number, enter));
            }
        });
        return entries.size();
    }

    /** The class file with all changes. */
    public byte[] bytes() {
        ByteWriter out = new ByteWriter(file.limit() + 1024);
        out.copy(file, 0, 8);
        pool.writeTo(out);
        out.copy(file, pool.end(), methods + 2 - pool.end());
        forEachMethod(method -> writeMethod(method, out));
        int end = memberEnd(methods + 2, u2(methods));
        out.copy(file, end, file.limit() - end);
        return out.toBytes();
    }

    private boolean redirect(int index, List<Redirect> redirects, String type, String superType, BitSet withReceiver) {
        for (Redirect redirect : redirects) {
            if (pool.refersTo(index, redirect.name(), redirect.descriptor())
                    && redirect.isMeant(pool.ownerOf(index), type, superType)) {
                pool.pointTo(index, redirect.target(), redirect.targetName(), redirect.targetDescriptor());
                withReceiver.set(index, !redirect.isStatic());
                return true;
            }
        }
        return false;
    }

    private void makeHandlesStatic(BitSet references) {
        for (int index = 1; index < pool.originals(); index++) {
            if (pool.isA(index, ConstantPool.METHOD_HANDLE) && references.get(pool.handleReference(index))) {
                int kind = pool.handleKind(index);
                pool.handleKind(index, kind == HANDLE_VIRTUAL || kind == HANDLE_SPECIAL ? HANDLE_STATIC : kind);
            }
        }
    }

    private void makeCallsStatic(BitSet references) {
        forEachMethod(method -> {
            int code = code(method);
            if (code != 0) {
                makeCallsStatic(code + 14, code + 14 + file.getInt(code + 10), references);
            }
        });
    }

    private void makeCallsStatic(int start, int end, BitSet references) {
        for (int at = start; at < end; at += Instructions.length(file, start, at)) {
            int opcode = Byte.toUnsignedInt(file.get(at));
            if ((opcode == INVOKEVIRTUAL || opcode == INVOKESPECIAL) && references.get(u2(at + 1))) {
                file.put(at, (byte) INVOKESTATIC);
            }
        }
    }

    private void writeMethod(int method, ByteWriter out) {
        EntryCall call = entries.get(method);
        int end = memberEnd(method, 1);
        if (call == null) {
            out.copy(file, method, end - method);
            return;
        }
        int code = code(method);
        int codeEnd = attributeEnd(code);
        out.copy(file, method, code - method);
        new CodePatch(file, pool, call).write(code, out);
        out.copy(file, codeEnd, end - codeEnd);
    }

    private interface MethodAction {
        void at(int method);
    }

    private void forEachMethod(MethodAction action) {
        int method = methods + 2;
        for (int left = u2(methods); left > 0; left--) {
            action.at(method);
            method = memberEnd(method, 1);
        }
    }

    /** Where the Code attribute of a method begins; 0 if it has none. */
    private int code(int method) {
        int attribute = method + 8;
        for (int left = u2(method + 6); left > 0; left--) {
            if (pool.is(u2(attribute), "Code")) {
                return attribute;
            }
            attribute = attributeEnd(attribute);
        }
        return 0;
    }

    private int methodsAt() {
        int interfaces = pool.end() + 6;
        int fields = interfaces + 2 + 2 * u2(interfaces);
        return memberEnd(fields + 2, u2(fields));
    }

    /** Fields and methods have the same form: flags, name, descriptor, attributes. */
    private int memberEnd(int first, int count) {
        int at = first;
        for (int left = count; left > 0; left--) {
            int attributes = u2(at + 6);
            at += 8;
            while (attributes-- > 0) {
                at = attributeEnd(at);
            }
        }
        return at;
    }

    private int attributeEnd(int attribute) {
        return attribute + 6 + file.getInt(attribute + 2);
    }

    private int u2(int position) {
        return Short.toUnsignedInt(file.getShort(position));
    }
}
