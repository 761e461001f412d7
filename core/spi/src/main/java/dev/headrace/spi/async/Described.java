package dev.headrace.spi.async;

import org.jspecify.annotations.Nullable;

/** Text of objects that others wrote: bounded in length, and there even when their {@code toString} throws. */
final class Described {
    // An input is a name or an address and a message is a sentence or two; more of either only hides the rest.
    private static final int INPUT_LENGTH = 120;
    private static final int MESSAGE_LENGTH = 240;

    private Described() {}

    static String input(@Nullable Object input) {
        try {
            return cut(String.valueOf(input), INPUT_LENGTH);
        } catch (RuntimeException | StackOverflowError | LinkageError thrown) {
            return kind(input) + " (its toString threw " + kind(thrown) + ")";
        }
    }

    /** For example {@code #17 repo/x}. */
    static String item(long index, @Nullable Object input) {
        return "#" + index + " " + input(input);
    }

    /** The kind of the exception, and its message when it has one. */
    static String cause(Throwable cause) {
        try {
            String message = cause.getMessage();
            return message == null || message.isBlank()
                    ? kind(cause)
                    : kind(cause) + ": " + cut(message, MESSAGE_LENGTH);
        } catch (RuntimeException | StackOverflowError | LinkageError thrown) {
            return kind(cause) + " (its getMessage threw " + kind(thrown) + ")";
        }
    }

    static String kind(@Nullable Object object) {
        if (object == null) {
            return "null";
        }
        String name = object.getClass().getName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
