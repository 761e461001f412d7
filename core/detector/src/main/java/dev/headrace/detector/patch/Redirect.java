package dev.headrace.detector.patch;

/**
 * Calls of one method that are to go to a static method instead, which takes the receiver first if there is one.
 *
 * @param owner of the method called now, as {@code java/lang/Thread}
 * @param name of it
 * @param descriptor of it
 * @param isStatic whether it is static
 * @param target of the calls from now on, as {@code java/lang/Other}
 * @param targetName of the method there
 */
public record Redirect(
        String owner, String name, String descriptor, boolean isStatic, String target, String targetName) {
    String targetDescriptor() {
        return isStatic ? descriptor : "(L" + owner + ";" + descriptor.substring(1);
    }

    /** A subclass may name itself where it means what it inherits (JLS 13.1); one level of that is seen. */
    boolean isMeant(String namedOwner, String type, String superType) {
        return namedOwner.equals(owner) || isStatic && namedOwner.equals(type) && superType.equals(owner);
    }
}
