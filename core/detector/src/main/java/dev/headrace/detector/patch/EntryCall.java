package dev.headrace.detector.patch;

/**
 * The call at a method's entry.
 *
 * @param withReceiver whether local variable 0 is the receiver, to be passed on; else null is
 * @param number which is passed on, 0 to 32767
 * @param enter the constant of the method called
 */
record EntryCall(boolean withReceiver, int number, int enter) {
    /** In bytes; a multiple of four, so that the padding of switches in the code after it stays right. */
    static final int LENGTH = 8;

    /** What the call needs of the operand stack. */
    static final int STACK = 2;

    private static final int ACONST_NULL = 1;
    private static final int ALOAD_0 = 42;
    private static final int SIPUSH = 17;
    private static final int NOP = 0;

    void write(ByteWriter out) {
        out.u1(withReceiver ? ALOAD_0 : ACONST_NULL);
        out.u1(SIPUSH);
        out.u2(number);
        out.u1(Instructions.INVOKESTATIC);
        out.u2(enter);
        out.u1(NOP);
    }
}
