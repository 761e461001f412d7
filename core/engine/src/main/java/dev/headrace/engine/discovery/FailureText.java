package dev.headrace.engine.discovery;

import java.util.ServiceConfigurationError;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a failure says: the exception itself holds the classes of the plugin that threw it.
 *
 * @param text type and message of the failure that matters, and what to do about it where that is known
 * @param outermost message of the failure that wraps the others, which names the provider if any of them does
 */
record FailureText(String text, String outermost) {
    static FailureText of(Throwable failure) {
        Throwable root = failure;
        while (isWrapper(root) && root.getCause() != null) {
            root = root.getCause();
        }
        return new FailureText(text(root) + advice(root), String.valueOf(message(failure)));
    }

    /** Whether the failure is that of a class, and not of one whose name only begins the same. */
    boolean names(String className) {
        return !isOfServicesFile()
                && Pattern.compile("(?<![\\w.$])" + Pattern.quote(className) + "(?![\\w$])")
                        .matcher(outermost)
                        .find();
    }

    /** Whether the failure is that of a whole services file; it may quote a class that has nothing wrong with it. */
    boolean isOfServicesFile() {
        return outermost.contains("META-INF/services/");
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof ServiceConfigurationError
                || failure instanceof ReflectiveOperationException
                || failure instanceof ExceptionInInitializerError;
    }

    private static String text(Throwable failure) {
        String message = message(failure);
        return failure.getClass().getName() + (message == null ? "" : ": " + message);
    }

    /** Plugins write exceptions too, and theirs may fail while they tell what failed. */
    private static @Nullable String message(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (Throwable broken) {
            return "(its message cannot be read: " + broken.getClass().getName() + ")";
        }
    }

    private static String advice(Throwable failure) {
        if (failure instanceof UnsupportedClassVersionError) {
            return " (it needs a newer Java)";
        }
        if (failure instanceof NoClassDefFoundError || failure instanceof ClassNotFoundException) {
            return " (a class is missing: put its jar beside the connector's)";
        }
        if (failure instanceof InstantiationException) {
            return " (it is abstract: META-INF/services has to name a class that can be made)";
        }
        if (failure instanceof ServiceConfigurationError
                && String.valueOf(message(failure)).endsWith(" not found")) {
            return " (META-INF/services names a class that is not in the jar)";
        }
        if (failure instanceof ServiceConfigurationError
                && String.valueOf(message(failure)).endsWith(" not a subtype")) {
            return " (it does not implement that interface, or its jar brings an SPI of its own: give the SPI the scope 'provided')";
        }
        if (failure instanceof NoSuchMethodException || failure instanceof IllegalAccessException) {
            return " (a provider is a public class with a public constructor without parameters)";
        }
        if (failure instanceof ClassFormatError) {
            return " (the class file is damaged)";
        }
        if (failure instanceof IncompatibleClassChangeError) {
            return " (it was built for another version of the SPI or of a library)";
        }
        return "";
    }
}
