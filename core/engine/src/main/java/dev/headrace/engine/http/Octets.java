package dev.headrace.engine.http;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that grow up to a bound. Confined to one thread at a time. */
final class Octets {
    private static final int FIRST = 4096;
    /** A length that a server declares is believed up to here; beyond it the bytes must come first. */
    private static final int BELIEVED = 1 << 20;

    private final int bound;
    private byte[] bytes;
    private int length;

    /** @param expected how many bytes will come, negative if not known */
    Octets(long expected, int bound) {
        this.bound = bound;
        this.bytes = new byte[(int) Math.min(bound, expected < 0 ? FIRST : Math.min(expected, BELIEVED))];
    }

    /** Of bytes that are there already; not changed after they were handed over. */
    Octets(byte[] whole) {
        this.bound = whole.length;
        this.bytes = whole;
        this.length = whole.length;
    }

    /** @throws BodyTooLarge if there are more than the bound */
    void append(ByteBuffer more) throws BodyTooLarge {
        int count = more.remaining();
        ensure(count);
        more.get(bytes, length, count);
        length += count;
    }

    /** @throws BodyTooLarge if there are more than the bound */
    void append(byte[] more, int count) throws BodyTooLarge {
        ensure(count);
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
    }

    int length() {
        return length;
    }

    /** The bytes themselves, from index 0 to {@link #length}; not to be changed. */
    byte[] array() {
        return bytes;
    }

    /** The bytes in an array of their length, itself where it fits; for who may keep it but not change it. */
    byte[] whole() {
        return bytes.length == length ? bytes : copy();
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) throws BodyTooLarge {
        if (more > bound - length) {
            throw new BodyTooLarge("the body is larger than the allowed %,d bytes".formatted(bound));
        }
        if (more > bytes.length - length) {
            int doubled = (int) Math.min(bound, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, Math.max(length + more, doubled));
        }
    }
}
