package dev.headrace.detector.patch;

import java.nio.ByteBuffer;

/**
 * Moves a StackMapTable (JVMS 4.7.4) on by some bytes. Each frame counts from the one before it, so only the first one moves, and
 * what names an instruction by its place: an object that is not initialised yet.
 */
final class StackMapShift {
    private static final int SAME_LAST = 63;
    private static final int SAME_ONE_STACK = 64;
    private static final int SAME_ONE_STACK_LAST = 127;
    private static final int SAME_ONE_STACK_EXTENDED = 247;
    private static final int SAME_EXTENDED = 251;
    private static final int FULL = 255;
    private static final int OBJECT = 7;
    private static final int UNINITIALIZED = 8;

    private final ByteBuffer file;
    private final ByteWriter out;
    private final int by;
    private int at;

    StackMapShift(ByteBuffer file, int at, ByteWriter out, int by) {
        this.file = file;
        this.at = at;
        this.out = out;
        this.by = by;
    }

    void write() {
        int frames = u2();
        out.u2(frames);
        for (int frame = 0; frame < frames; frame++) {
            writeFrame(frame == 0 ? by : 0);
        }
    }

    private void writeFrame(int delta) {
        int tag = u1();
        if (tag <= SAME_LAST) {
            writeSame(tag + delta);
        } else if (tag <= SAME_ONE_STACK_LAST) {
            writeSameOneStack(tag - SAME_ONE_STACK + delta);
        } else if (tag == FULL) {
            out.u1(tag);
            out.u2(u2() + delta);
            writeCountedTypes();
            writeCountedTypes();
        } else {
            out.u1(tag);
            out.u2(u2() + delta);
            writeTypes(tag == SAME_ONE_STACK_EXTENDED ? 1 : Math.max(0, tag - SAME_EXTENDED));
        }
    }

    private void writeSame(int offset) {
        if (offset <= SAME_LAST) {
            out.u1(offset);
        } else {
            out.u1(SAME_EXTENDED);
            out.u2(offset);
        }
    }

    private void writeSameOneStack(int offset) {
        if (offset <= SAME_LAST) {
            out.u1(SAME_ONE_STACK + offset);
        } else {
            out.u1(SAME_ONE_STACK_EXTENDED);
            out.u2(offset);
        }
        writeTypes(1);
    }

    private void writeCountedTypes() {
        int count = u2();
        out.u2(count);
        writeTypes(count);
    }

    private void writeTypes(int count) {
        for (int left = count; left > 0; left--) {
            int tag = u1();
            out.u1(tag);
            if (tag == OBJECT) {
                out.u2(u2());
            } else if (tag == UNINITIALIZED) {
                out.u2(u2() + by);
            }
        }
    }

    private int u1() {
        return Byte.toUnsignedInt(file.get(at++));
    }

    private int u2() {
        int value = Short.toUnsignedInt(file.getShort(at));
        at += 2;
        return value;
    }
}
