package dev.headrace.detector.patch;

import java.nio.ByteBuffer;

/** Writes a Code attribute (JVMS 4.7.3) with a call before its first instruction, and all that counts bytes moved on by it. */
final class CodePatch {
    private static final int SHIFT = EntryCall.LENGTH;
    private static final int MOST_CODE = 0xffff;

    private final ByteBuffer file;
    private final ConstantPool pool;
    private final EntryCall call;

    CodePatch(ByteBuffer file, ConstantPool pool, EntryCall call) {
        this.file = file;
        this.pool = pool;
        this.call = call;
    }

    void write(int attribute, ByteWriter out) {
        ByteWriter body = new ByteWriter(file.getInt(attribute + 2) + 64);
        int code = attribute + 14;
        int length = file.getInt(attribute + 10);
        writeCode(attribute, code, length, body);
        int exceptions = code + length;
        writeExceptions(exceptions, body);
        writeAttributes(exceptions + 2 + 8 * u2(exceptions), body);
        out.u2(u2(attribute));
        out.u4(body.size());
        out.copy(body.toBytes());
    }

    private void writeCode(int attribute, int code, int length, ByteWriter body) {
        if (length + SHIFT > MOST_CODE) {
            throw new IllegalArgumentException("no place for a call in a method of %s bytes".formatted(length));
        }
        body.u2(Math.max(u2(attribute + 6), EntryCall.STACK));
        body.u2(u2(attribute + 8));
        body.u4(length + SHIFT);
        call.write(body);
        body.copy(file, code, length);
    }

    private void writeExceptions(int at, ByteWriter body) {
        int count = u2(at);
        body.u2(count);
        for (int entry = at + 2; entry < at + 2 + 8 * count; entry += 8) {
            body.u2(u2(entry) + SHIFT);
            body.u2(u2(entry + 2) + SHIFT);
            body.u2(u2(entry + 4) + SHIFT);
            body.u2(u2(entry + 6));
        }
    }

    private void writeAttributes(int at, ByteWriter body) {
        ByteWriter kept = new ByteWriter(256);
        int count = 0;
        int attribute = at + 2;
        for (int left = u2(at); left > 0; left--) {
            count += writeAttribute(attribute, kept) ? 1 : 0;
            attribute += 6 + file.getInt(attribute + 2);
        }
        body.u2(count);
        body.copy(kept.toBytes());
    }

    /** Annotations of types in code are left out: they count bytes as well, and nothing reads them from a running class. */
    private boolean writeAttribute(int attribute, ByteWriter out) {
        int length = file.getInt(attribute + 2);
        String name = pool.text(u2(attribute));
        switch (name) {
            case "StackMapTable" -> writeFrames(attribute, out);
            case "LineNumberTable" -> writeShifted(attribute, length, 4, out);
            case "LocalVariableTable", "LocalVariableTypeTable" -> writeShifted(attribute, length, 10, out);
            case "RuntimeVisibleTypeAnnotations", "RuntimeInvisibleTypeAnnotations" -> {
                return false;
            }
            default -> out.copy(file, attribute, 6 + length);
        }
        return true;
    }

    private void writeFrames(int attribute, ByteWriter out) {
        ByteWriter frames = new ByteWriter(file.getInt(attribute + 2) + 16);
        new StackMapShift(file, attribute + 6, frames, SHIFT).write();
        out.u2(u2(attribute));
        out.u4(frames.size());
        out.copy(frames.toBytes());
    }

    /** What began with the method begins with the call now: its line is the method's first, its variables are the parameters. */
    private void writeShifted(int attribute, int length, int entrySize, ByteWriter out) {
        out.copy(file, attribute, 8);
        for (int entry = attribute + 8; entry < attribute + 6 + length; entry += entrySize) {
            int start = u2(entry);
            out.u2(start == 0 ? 0 : start + SHIFT);
            if (entrySize == 4) {
                out.u2(u2(entry + 2));
            } else {
                out.u2(u2(entry + 2) + (start == 0 ? SHIFT : 0));
                out.copy(file, entry + 4, entrySize - 4);
            }
        }
    }

    private int u2(int position) {
        return Short.toUnsignedInt(file.getShort(position));
    }
}
