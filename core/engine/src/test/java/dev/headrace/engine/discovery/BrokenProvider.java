package dev.headrace.engine.discovery;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ways in which a provider can be broken, each as a real class file. */
enum BrokenProvider {
    NOT_THERE("", "broken.NotThere"),
    NOT_A_PROVIDER("package broken; public class NotAProvider {}", "broken.NotAProvider not a subtype"),
    ABSTRACT_CLASS(
            source("AbstractClass", "").replace("public class", "public abstract class"), "InstantiationException"),
    NOT_PUBLIC(
            source("NotPublic", "").replace("public class", "class"),
            "(a provider is a public class with a public constructor"),
    PRIVATE_CONSTRUCTOR(source("PrivateConstructor", "private PrivateConstructor() {}"), "NoSuchMethodException"),
    CONSTRUCTOR_WITH_PARAMETER(
            source("ConstructorWithParameter", "public ConstructorWithParameter(String name) {}"),
            "NoSuchMethodException"),
    CONSTRUCTOR_THROWS(
            source("ConstructorThrows", "public ConstructorThrows() { throw new IllegalStateException(\"boom\"); }"),
            "java.lang.IllegalStateException: boom"),
    CONSTRUCTOR_THROWS_SILENTLY(
            source("ConstructorThrowsSilently", """
                    static class Silent extends RuntimeException {
                        @Override public String getMessage() { throw new IllegalStateException(); }
                    }
                    public ConstructorThrowsSilently() { throw new Silent(); }
                    """),
            "broken.ConstructorThrowsSilently$Silent: (its message cannot be read: java.lang.IllegalStateException)"),
    OUT_OF_MEMORY(
            source("OutOfMemory", "public OutOfMemory() { throw new OutOfMemoryError(\"planted\"); }"),
            "java.lang.OutOfMemoryError: planted"),
    STATIC_INITIALIZER_FAILS(
            source("StaticInitializerFails", "static final int SIZE = Integer.parseInt(\"many\");"),
            "java.lang.NumberFormatException: For input string: \"many\""),
    MISSING_SUPERCLASS(
            source("MissingSuperclass", "").replace("implements", "extends broken.Missing implements"),
            "java.lang.NoClassDefFoundError: broken/Missing (a class is missing: put its jar beside the connector's)"),
    MISSING_INTERFACE(
            source("MissingInterface", "").replace("implements", "implements broken.MissingRole,"),
            "java.lang.NoClassDefFoundError: broken/MissingRole"),
    MISSING_CLASS_IN_CONSTRUCTOR(
            source("MissingClassInConstructor", "public MissingClassInConstructor() { new broken.Missing(); }"),
            "java.lang.NoClassDefFoundError: broken/Missing"),
    MISSING_CLASS_IN_SIGNATURE(
            source(
                    "MissingClassInSignature",
                    "public MissingClassInSignature() {} public MissingClassInSignature(broken.Missing missing) {}"),
            "java.lang.NoClassDefFoundError: broken/Missing"),
    TOO_NEW(source("TooNew", ""), "(it needs a newer Java)") {
        @Override
        byte[] damage(byte[] classFile) {
            classFile[7] = 99; // major version, JVMS 4.1
            return classFile;
        }
    },
    TRUNCATED(source("Truncated", ""), "java.lang.ClassFormatError") {
        @Override
        byte[] damage(byte[] classFile) {
            return java.util.Arrays.copyOf(classFile, classFile.length / 2);
        }
    },
    NO_CLASS_FILE(source("NoClassFile", ""), "java.lang.ClassFormatError: Incompatible magic value") {
        @Override
        byte[] damage(byte[] classFile) {
            return "<html>404</html>".getBytes(StandardCharsets.UTF_8);
        }
    },
    BUILT_FOR_ANOTHER_SPI(source("BuiltForAnotherSpi", ""), "info() failed: java.lang.AbstractMethodError") {
        @Override
        byte[] damage(byte[] classFile) {
            String text = new String(classFile, StandardCharsets.ISO_8859_1);
            return text.replace("\u0004info", "\u0004inf0").getBytes(StandardCharsets.ISO_8859_1);
        }
    },
    INFO_THROWS(
            source("InfoThrows", "").replace("return dev", "if (true) throw new AssertionError(\"boom\"); return dev"),
            "info() failed: java.lang.AssertionError: boom"),
    INFO_NEVER_ENDS(
            source("InfoNeverEnds", "").replace("return dev", "if (true) return info(); return dev"),
            "info() failed: java.lang.StackOverflowError"),
    INFO_IS_NULL(
            source("InfoIsNull", "").replace("return dev", "if (true) return null; return dev"),
            "info() returned null"),
    NAME_IS_WRONG(
            source("NameIsWrong", "").replace("\"name-is-wrong\"", "\"Name Is Wrong\""),
            "info() failed: java.lang.IllegalArgumentException: connector name 'Name Is Wrong' must be"),
    SPEC_THROWS(
            source("SpecThrows", spec("throw new RuntimeException();")),
            "configSpec() failed: java.lang.RuntimeException"),
    SPEC_IS_NULL(source("SpecIsNull", spec("return null;")), "configSpec() returned null");

    /** What the sources need to compile, and what is left out of the jar. */
    private static final Map<String, String> MISSING = Map.of(
            "broken.Missing", "package broken; public class Missing {}",
            "broken.MissingRole", "package broken; public interface MissingRole {}");

    private final String source;
    private final String reason;

    BrokenProvider(String source, String reason) {
        this.source = source;
        this.reason = reason;
    }

    /** The sources of all of them, and of what they miss. */
    static Map<String, String> sources() {
        Map<String, String> sources = new LinkedHashMap<>(MISSING);
        for (BrokenProvider broken : values()) {
            if (!broken.source.isEmpty()) {
                sources.put(broken.className(), broken.source);
            }
        }
        return sources;
    }

    String className() {
        StringBuilder name = new StringBuilder("broken.");
        for (String word : java.util.List.of(name().split("_", -1))) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return name.toString();
    }

    /** Part of what a report says. */
    String reason() {
        return reason;
    }

    byte[] damage(byte[] classFile) {
        return classFile;
    }

    private static String source(String name, String body) {
        String connector = name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
        return PluginForge.provider("broken." + name, connector, body);
    }

    private static String spec(String body) {
        return "@Override public dev.headrace.spi.ConfigSpec configSpec() { " + body + " }";
    }
}
