package dev.headrace.detector.scan;

import java.util.List;

/** Where the scan stops: code that is trusted, or whose blocking methods are listed by name. */
final class Boundary {
    /** Entering the JDK would find a file behind every call (measured: each connector reaches {@code FileInputStream}). */
    private static final List<String> JDK = List.of("java/", "jdk/", "sun/");

    /** Packages that the JDK shares with libraries: the JDK's when they are not in the jars. */
    private static final List<String> SHARED = List.of("javax/", "com/sun/", "org/w3c/dom/", "org/xml/sax/");

    /** What Headrace gives to a connector and has checked itself; logging is the one blocking that is allowed on a strand. */
    private static final List<String> HOST = List.of(
            "dev/headrace/spi/",
            "org/jspecify/",
            "org/slf4j/",
            "tools/jackson/",
            "com/fasterxml/jackson/annotation/",
            "ch/qos/logback/",
            "org/apache/logging/",
            "org/apache/commons/logging/",
            "org/apache/log4j/");

    private final ClassPath classes;

    Boundary(ClassPath classes) {
        this.classes = classes;
    }

    boolean isOutside(String type) {
        return isJdk(type) || startsWithAny(type, HOST);
    }

    boolean isJdk(String type) {
        return type.startsWith("[") || startsWithAny(type, JDK) || startsWithAny(type, SHARED) && !classes.has(type);
    }

    static boolean isSpi(String type) {
        return type.startsWith("dev/headrace/spi/");
    }

    private static boolean startsWithAny(String type, List<String> prefixes) {
        for (String prefix : prefixes) {
            if (type.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
