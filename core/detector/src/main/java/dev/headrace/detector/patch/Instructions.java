package dev.headrace.detector.patch;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** How long instructions are (JVMS 6.5). Stateless. */
final class Instructions {
    static final int INVOKEVIRTUAL = 182;
    static final int INVOKESPECIAL = 183;
    static final int INVOKESTATIC = 184;
    private static final int TABLESWITCH = 170;
    private static final int LOOKUPSWITCH = 171;
    private static final int WIDE = 196;
    private static final int IINC = 132;
    private static final byte[] LENGTHS = lengths();

    private Instructions() {}

    /**
     * @param start where the method's code begins in the file
     * @param at where the instruction is in the file
     */
    static int length(ByteBuffer file, int start, int at) {
        int opcode = Byte.toUnsignedInt(file.get(at));
        return switch (opcode) {
            case TABLESWITCH -> tableSwitch(file, start, at);
            case LOOKUPSWITCH -> lookupSwitch(file, start, at);
            case WIDE -> Byte.toUnsignedInt(file.get(at + 1)) == IINC ? 6 : 4;
            default -> LENGTHS[opcode];
        };
    }

    private static int tableSwitch(ByteBuffer file, int start, int at) {
        int operands = operands(start, at);
        int entries = file.getInt(operands + 8) - file.getInt(operands + 4) + 1;
        return operands + 12 + 4 * entries - at;
    }

    private static int lookupSwitch(ByteBuffer file, int start, int at) {
        int operands = operands(start, at);
        return operands + 8 + 8 * file.getInt(operands + 4) - at;
    }

    /** They are padded to a multiple of four from the start of the code. */
    private static int operands(int start, int at) {
        return start + ((at - start) / 4 + 1) * 4;
    }

    private static byte[] lengths() {
        byte[] lengths = new byte[256];
        Arrays.fill(lengths, (byte) 1);
        set(lengths, 2, 16, 16); // bipush
        set(lengths, 3, 17, 17); // sipush
        set(lengths, 2, 18, 18); // ldc
        set(lengths, 3, 19, 20); // ldc_w, ldc2_w
        set(lengths, 2, 21, 25); // loads
        set(lengths, 2, 54, 58); // stores
        set(lengths, 3, IINC, IINC);
        set(lengths, 3, 153, 168); // branches
        set(lengths, 2, 169, 169); // ret
        set(lengths, 3, 178, 184); // fields and calls
        set(lengths, 5, 185, 186); // invokeinterface, invokedynamic
        set(lengths, 3, 187, 187); // new
        set(lengths, 2, 188, 188); // newarray
        set(lengths, 3, 189, 189); // anewarray
        set(lengths, 3, 192, 193); // checkcast, instanceof
        set(lengths, 4, 197, 197); // multianewarray
        set(lengths, 3, 198, 199); // ifnull, ifnonnull
        set(lengths, 5, 200, 201); // goto_w, jsr_w
        return lengths;
    }

    private static void set(byte[] lengths, int length, int first, int last) {
        Arrays.fill(lengths, first, last + 1, (byte) length);
    }
}
