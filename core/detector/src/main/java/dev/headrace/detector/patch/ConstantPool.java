package dev.headrace.detector.patch;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The constants of a class (JVMS 4.4): read where they lie, changed in place, added at their end. Names are compared as ASCII,
 * which those looked for are. Confined to one thread.
 */
final class ConstantPool {
    static final int METHODREF = 10;
    static final int METHOD_HANDLE = 15;
    private static final int UTF8 = 1;
    private static final int TYPE = 7;
    private static final int NAME_AND_TYPE = 12;
    private static final int COUNT = 8; // after the magic number and the version

    private final ByteBuffer file;
    private final int[] at;
    private final int end;
    private final ByteWriter added = new ByteWriter(256);
    private final Map<String, Integer> known = new HashMap<>();
    private int count;

    ConstantPool(ByteBuffer file) {
        this.file = file;
        count = u2(COUNT);
        at = new int[count];
        int position = COUNT + 2;
        for (int index = 1; index < at.length; index++) {
            at[index] = position;
            int tag = file.get(position);
            position += size(tag, position);
            index += tag == 5 || tag == 6 ? 1 : 0; // a long or a double takes two places
        }
        end = position;
    }

    /** Where the first byte after the constants is in the file. */
    int end() {
        return end;
    }

    /** The first index after the constants that the file came with. */
    int originals() {
        return at.length;
    }

    boolean isA(int index, int tag) {
        return at[index] != 0 && file.get(at[index]) == tag;
    }

    /** Whether a name is that text. */
    boolean is(int utf8, String text) {
        int start = at[utf8];
        if (u2(start + 1) != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (file.get(start + 3 + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String text(int utf8) {
        byte[] bytes = new byte[u2(at[utf8] + 1)];
        file.get(at[utf8] + 3, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    String typeName(int type) {
        return type == 0 ? "" : text(u2(at[type] + 1));
    }

    /** Whether a method reference is of that name and descriptor. */
    boolean refersTo(int methodref, String name, String descriptor) {
        int nameAndType = at[u2(at[methodref] + 3)];
        return is(u2(nameAndType + 1), name) && is(u2(nameAndType + 3), descriptor);
    }

    String ownerOf(int methodref) {
        return typeName(u2(at[methodref] + 1));
    }

    /** Makes a method reference, and all that use it, mean another method. */
    void pointTo(int methodref, String owner, String name, String descriptor) {
        int type = type(owner);
        int nameAndType = nameAndType(name, descriptor);
        file.putShort(at[methodref] + 1, (short) type);
        file.putShort(at[methodref] + 3, (short) nameAndType);
    }

    /** Makes every mention of a type mean another; descriptors are left alone. */
    void rename(String from, String to) {
        int name = utf8(to);
        for (int index = 1; index < at.length; index++) {
            if (isA(index, TYPE) && is(u2(at[index] + 1), from)) {
                file.putShort(at[index] + 1, (short) name);
            }
        }
    }

    int handleKind(int handle) {
        return file.get(at[handle] + 1);
    }

    int handleReference(int handle) {
        return u2(at[handle] + 2);
    }

    void handleKind(int handle, int kind) {
        file.put(at[handle] + 1, (byte) kind);
    }

    /** A constant for a method of a class, added if need be. */
    int method(String owner, String name, String descriptor) {
        int type = type(owner);
        int nameAndType = nameAndType(name, descriptor);
        return add("method " + owner + name + descriptor, METHODREF, type, nameAndType);
    }

    /** The number of constants and the constants, as they stand in a class file. */
    void writeTo(ByteWriter out) {
        out.u2(count);
        out.copy(file, COUNT + 2, end - COUNT - 2);
        out.copy(added.toBytes());
    }

    private int type(String name) {
        int text = utf8(name);
        return add("type " + name, TYPE, text);
    }

    private int nameAndType(String name, String descriptor) {
        int first = utf8(name);
        int second = utf8(descriptor);
        return add("pair " + name + descriptor, NAME_AND_TYPE, first, second);
    }

    private int utf8(String text) {
        Integer index = known.get(text);
        if (index != null) {
            return index;
        }
        added.u1(UTF8);
        added.u2(text.length());
        added.copy(text.getBytes(StandardCharsets.US_ASCII));
        return next(text);
    }

    private int add(String key, int tag, int... parts) {
        Integer index = known.get(key);
        if (index != null) {
            return index;
        }
        added.u1(tag);
        for (int part : parts) {
            added.u2(part);
        }
        return next(key);
    }

    private int next(String key) {
        if (count == 0xffff) {
            throw new IllegalArgumentException("no place for another constant: the class has " + count);
        }
        known.put(key, count);
        return count++;
    }

    private int size(int tag, int position) {
        return switch (tag) {
            case UTF8 -> 3 + u2(position + 1);
            case 3, 4, 9, METHODREF, 11, NAME_AND_TYPE, 17, 18 -> 5;
            case 5, 6 -> 9;
            case TYPE, 8, 16, 19, 20 -> 3;
            case METHOD_HANDLE -> 4;
            default -> throw new IllegalArgumentException("unknown constant %s at byte %s".formatted(tag, position));
        };
    }

    private int u2(int position) {
        return Short.toUnsignedInt(file.getShort(position));
    }
}
