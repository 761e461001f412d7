package dev.headrace.detector.scan;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the reason out of {@link dev.headrace.detector.MayBlock}. */
final class WaiverReader extends AnnotationVisitor {
    private static final String ANNOTATION = "Ldev/headrace/detector/MayBlock;";

    private final Consumer<String> waiver;
    private String reason = "";

    private WaiverReader(Consumer<String> waiver) {
        super(Opcodes.ASM9);
        this.waiver = waiver;
    }

    /** Null, which is what ASM wants, for an annotation that is no waiver. */
    static @Nullable AnnotationVisitor of(String descriptor, Consumer<String> waiver) {
        return descriptor.equals(ANNOTATION) ? new WaiverReader(waiver) : null;
    }

    @Override
    public void visit(String name, Object value) {
        reason = value.toString();
    }

    @Override
    public void visitEnd() {
        waiver.accept(reason.strip());
    }
}
