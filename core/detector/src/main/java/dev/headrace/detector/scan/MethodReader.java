package dev.headrace.detector.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads one method from its first instruction to its last. */
final class MethodReader extends MethodVisitor {
    private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

    private final MethodRef ref;
    private final int access;
    private final Consumer<MethodFacts> reader;
    private final Operands operands = new Operands();
    private final List<Call> calls = new ArrayList<>();
    private final List<Work> works = new ArrayList<>();
    private final Map<String, Integer> touched = new LinkedHashMap<>();
    private final Set<Integer> dropped = new HashSet<>();
    private final Map<Integer, Work> parameters = new HashMap<>();
    private final UnreadLocals unread = new UnreadLocals();
    private @Nullable String waiver;
    private int line;

    MethodReader(MethodRef ref, int access, Consumer<MethodFacts> reader) {
        super(Opcodes.ASM9);
        this.ref = ref;
        this.access = access;
        this.reader = reader;
        placeParameters();
    }

    private void placeParameters() {
        int variable = (access & Opcodes.ACC_STATIC) != 0 ? 0 : 1;
        int index = 0;
        for (Type type : Type.getArgumentTypes(ref.descriptor())) {
            if (type.getSort() == Type.OBJECT) {
                Work parameter = Work.object(type.getInternalName(), 0);
                parameters.put(index, parameter);
                operands.store(variable, new Operands.Made(parameter));
            }
            index++;
            variable += type.getSize();
        }
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return WaiverReader.of(descriptor, reason -> waiver = reason);
    }

    @Override
    public void visitLineNumber(int number, Label start) {
        line = number;
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        operands.handler(handler);
    }

    @Override
    public void visitLabel(Label label) {
        operands.arrive(label);
        unread.label(label);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.DUP && opcode <= Opcodes.SWAP) {
            operands.shuffle(opcode);
        } else if (opcode == Opcodes.POP) {
            if (operands.pop() instanceof Operands.Result result) {
                dropped.add(result.call());
            }
        } else {
            if (opcode == Opcodes.ARETURN || opcode == Opcodes.AASTORE) {
                stored(operands.top());
            }
            operands.apply(opcode);
            if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN || opcode == Opcodes.ATHROW) {
                operands.end();
            }
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        operands.apply(opcode);
    }

    @Override
    public void visitLdcInsn(Object value) {
        boolean wide = value instanceof Long || value instanceof Double;
        operands.give(wide ? 2 : 1);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        operands.drop(dimensions);
        operands.give(1);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        if (opcode == Opcodes.ALOAD) {
            unread.load(variable);
            operands.push(operands.load(variable));
        } else if (opcode == Opcodes.ASTORE) {
            Operands.Value value = operands.pop();
            unread.store(variable, value);
            operands.store(variable, value);
        } else {
            operands.apply(opcode);
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.NEW) {
            operands.push(made(Work.object(type, line)));
        } else if (opcode != Opcodes.CHECKCAST) {
            operands.apply(opcode);
        }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        int size = Type.getType(descriptor).getSize();
        boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
        if (isStatic) {
            touched.putIfAbsent(owner, line);
        }
        if (opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC) {
            stored(operands.top());
            operands.drop(isStatic ? size : size + 1);
        } else {
            operands.drop(isStatic ? 0 : 1);
            operands.give(size);
        }
        if (opcode == Opcodes.GETSTATIC && owner.equals("java/lang/System") && name.equals("in")) {
            calls.add(new Call(Opcodes.INVOKESTATIC, new MethodRef(owner, name, "()" + descriptor), line, -1));
        }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        operands.apply(opcode);
        operands.jump(label);
        unread.jump(label);
        if (opcode == Opcodes.GOTO) {
            operands.end();
        }
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
        choose(Opcodes.TABLESWITCH, otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
        choose(Opcodes.LOOKUPSWITCH, otherwise, labels);
    }

    private void choose(int opcode, Label otherwise, Label... labels) {
        operands.apply(opcode);
        operands.jump(otherwise);
        for (Label label : labels) {
            operands.jump(label);
        }
        operands.end();
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        int index = calls.size();
        popArguments(Type.getArgumentTypes(descriptor), (value, at) -> used(value, new Work.Argument(index, at)));
        Operands.Value receiver = opcode == Opcodes.INVOKESTATIC ? Operands.UNKNOWN : operands.pop();
        if (!name.equals("<init>")) {
            used(receiver, new Work.Called(index));
        }
        int maker = receiver instanceof Operands.Result result ? result.call() : -1;
        calls.add(new Call(opcode, new MethodRef(owner, name, descriptor), line, maker));
        pushResult(Type.getReturnType(descriptor), new Operands.Result(index));
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        Map<Integer, Operands.Value> captured = new HashMap<>();
        popArguments(Type.getArgumentTypes(descriptor), (value, at) -> captured.put(at, value));
        Type result = Type.getReturnType(descriptor);
        if (!bootstrap.getOwner().equals(LAMBDAS)) {
            operands.give(result.getSize());
            return;
        }
        Handle body = (Handle) arguments[1];
        Work work = Work.lambda(result.getInternalName(), body, dropsStage(body, (Type) arguments[2]), line);
        captured.forEach((at, value) -> used(value, new Work.Captured(work, at)));
        operands.push(made(work));
    }

    /** A method reference may give a result that its interface throws away. */
    private static boolean dropsStage(Handle body, Type called) {
        return called.getReturnType().getSort() == Type.VOID
                && Type.getReturnType(body.getDesc()).getSort() == Type.OBJECT;
    }

    private interface Taker {
        void take(Operands.Value value, int index);
    }

    private void popArguments(Type[] types, Taker taker) {
        for (int index = types.length - 1; index >= 0; index--) {
            Operands.Value value = operands.pop();
            if (types[index].getSize() == 2) {
                value = operands.pop();
            }
            taker.take(value, index);
        }
    }

    private void pushResult(Type type, Operands.Value value) {
        if (type.getSize() == 1) {
            operands.push(value);
        } else {
            operands.give(type.getSize());
        }
    }

    private Operands.Value made(Work work) {
        works.add(work);
        return new Operands.Made(work);
    }

    private static void stored(Operands.Value value) {
        used(value, new Work.Stored());
    }

    private static void used(Operands.Value value, Work.Use use) {
        if (value instanceof Operands.Made made) {
            made.work().used(use);
        }
    }

    @Override
    public void visitEnd() {
        dropped.addAll(unread.results());
        parameters.values().removeIf(parameter -> parameter.uses().isEmpty());
        reader.accept(new MethodFacts(
                ref,
                access,
                List.copyOf(calls),
                List.copyOf(works),
                Map.copyOf(touched),
                Set.copyOf(dropped),
                Map.copyOf(parameters),
                waiver));
    }
}
