package dev.headrace.detector.patch;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A class file in the making, big endian as the format is (JVMS 4). Grows; confined to one thread. */
final class ByteWriter {
    private byte[] bytes;
    private int size;

    ByteWriter(int expected) {
        bytes = new byte[expected];
    }

    int size() {
        return size;
    }

    void u1(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void u2(int value) {
        u1(value >>> 8);
        u1(value);
    }

    void u4(int value) {
        u2(value >>> 16);
        u2(value);
    }

    void copy(byte[] from) {
        copy(ByteBuffer.wrap(from), 0, from.length);
    }

    void copy(ByteBuffer from, int offset, int length) {
        reserve(length);
        from.get(offset, bytes, size, length);
        size += length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
