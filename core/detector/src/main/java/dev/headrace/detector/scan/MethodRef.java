package dev.headrace.detector.scan;

/**
 * A method as class files name it.
 *
 * @param owner internal name, with slashes
 * @param name {@code <init>} for a constructor
 * @param descriptor as in the class file format (JVMS 4.3.3)
 */
record MethodRef(String owner, String name, String descriptor) {
    MethodRef in(String type) {
        return type.equals(owner) ? this : new MethodRef(type, name, descriptor);
    }
}
