package dev.headrace.detector.scan;

/** A class file cannot be read. The message goes on after the name of the class. */
final class ClassFormatException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClassFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
