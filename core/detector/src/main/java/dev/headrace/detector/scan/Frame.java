package dev.headrace.detector.scan;

import java.util.Locale;

/**
 * One method on the way to what was found.
 *
 * @param className as in source, with dots; nested classes with {@code $}
 * @param method {@code <init>} for a constructor, {@code <clinit>} for an initialiser
 * @param file the source file; empty if the class file does not say
 * @param line where this method calls the next; 0 if the class file does not say
 */
public record Frame(String className, String method, String file, int line) {
    static Frame of(MethodRef at, String file, int line) {
        return new Frame(at.owner().replace('/', '.'), at.name(), file, line);
    }

    /** Class without package, and method: {@code Signer.sign}, {@code new Signer}. */
    public String shortName() {
        String type = className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
        return switch (writtenIn()) {
            case "<init>", "new" -> "new " + type;
            case "<clinit>", "static" -> "static " + type;
            default -> type + "." + writtenIn();
        };
    }

    /** The name in full, with the place if it is known. */
    public String full() {
        return className + "." + method + place();
    }

    /** {@code (Signer.java:41)} after a space, or nothing. */
    public String place() {
        if (file.isEmpty()) {
            return "";
        }
        return line > 0 ? String.format(Locale.ROOT, " (%s:%d)", file, line) : " (" + file + ")";
    }

    /** The body of a lambda is called {@code lambda$collect$0}; its reader looks for {@code collect}. */
    String writtenIn() {
        if (!method.startsWith("lambda$")) {
            return method;
        }
        int end = method.lastIndexOf('$');
        return end > "lambda$".length() ? method.substring("lambda$".length(), end) : method;
    }

    boolean isLambdaIn(Frame other) {
        return method.startsWith("lambda$")
                && className.equals(other.className)
                && (writtenIn().equals(other.writtenIn()) || isInitialiser(other));
    }

    private boolean isInitialiser(Frame other) {
        return writtenIn().equals("new") && other.method.equals("<init>")
                || writtenIn().equals("static") && other.method.equals("<clinit>");
    }
}
