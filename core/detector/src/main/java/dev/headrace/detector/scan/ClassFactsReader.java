package dev.headrace.detector.scan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads a class file. */
final class ClassFactsReader extends ClassVisitor {
    /** Offset in a class file (JVMS 4.1). */
    private static final int MAJOR_VERSION = 6;

    private static final int NEWEST_KNOWN = Opcodes.V27;

    private final ClassSource origin;
    private final Map<String, MethodFacts> methods = new HashMap<>();
    private String name = "";
    private @Nullable String superName;
    private List<String> interfaces = List.of();
    private int access;
    private String file = "";
    private @Nullable String waiver;

    private ClassFactsReader(ClassSource origin) {
        super(Opcodes.ASM9);
        this.origin = origin;
    }

    /**
     * @param content a class file
     * @throws ClassFormatException if it is none, or of a later Java than ASM knows
     */
    static ClassFacts read(byte[] content, ClassSource origin) {
        try {
            ClassFactsReader reader = new ClassFactsReader(origin);
            new ClassReader(content).accept(reader, ClassReader.SKIP_FRAMES);
            return reader.facts();
        } catch (RuntimeException e) {
            // ASM checks nothing: a damaged file leads it to whatever exception comes first.
            throw new ClassFormatException(isLater(content) ? laterVersion(content) : "is damaged", e);
        }
    }

    private static boolean isLater(byte[] content) {
        return content.length > MAJOR_VERSION + 1 && version(content) > NEWEST_KNOWN;
    }

    private static String laterVersion(byte[] content) {
        return "was compiled for a later Java than this check knows (class file version %d)"
                .formatted(version(content));
    }

    private static int version(byte[] content) {
        return (content[MAJOR_VERSION] & 0xff) << 8 | content[MAJOR_VERSION + 1] & 0xff;
    }

    private ClassFacts facts() {
        return new ClassFacts(name, superName, interfaces, access, file, Map.copyOf(methods), origin, waiver);
    }

    @Override
    public void visit(
            int version,
            int flags,
            String type,
            @Nullable String signature,
            @Nullable String parent,
            String @Nullable [] parents) {
        name = type;
        superName = parent;
        interfaces = parents == null ? List.of() : List.of(parents);
        access = flags;
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
        file = source == null ? "" : source;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        return WaiverReader.of(descriptor, reason -> waiver = reason);
    }

    @Override
    public MethodVisitor visitMethod(
            int flags, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new MethodReader(
                new MethodRef(name, method, descriptor), flags, facts -> methods.put(method + descriptor, facts));
    }
}
