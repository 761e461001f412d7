package dev.headrace.docs.messages;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What can be wrong with a plugin. */
final class DiscoveryMessages {
    private static final String ABOUT = """
            A plugin that cannot be used is named with its class, its jar and the reason, by `headrace connectors` and by every configuration
            that names it; the other connectors work. The entries show the line of `headrace connectors`.
            """;

    private static final String GOOD = BrokenPlugins.provider("");

    private DiscoveryMessages() {}

    static Area area() {
        Area area = new Area("Plugins", ABOUT);
        classes(area);
        constructors(area);
        linkage(area);
        damage(area);
        answers(area);
        jars(area);
        return area;
    }

    private static void classes(Area area) {
        source(area, "A class that does not implement the interface", "package acme; public class Acme {}");
        source(area, "An abstract class", GOOD.replace("public class", "public abstract class"));
        source(area, "A class that is not public", GOOD.replace("public class", "class"));
    }

    private static void constructors(Area area) {
        body(area, "A private constructor", "private Acme() {}");
        body(area, "A constructor with a parameter", "public Acme(String name) {}");
        body(area, "A constructor that throws", "public Acme() { throw new IllegalStateException(\"no licence\"); }");
        body(area, "A constructor that throws what cannot be told", """
                static class Silent extends RuntimeException {
                    @Override public String getMessage() { throw new IllegalStateException(); }
                }
                public Acme() { throw new Silent(); }
                """);
        body(
                area,
                "A constructor that runs out of memory",
                "public Acme() { throw new OutOfMemoryError(\"planted\"); }");
        body(area, "A static initialiser that fails", "static final int SIZE = Integer.parseInt(\"many\");");
    }

    private static void linkage(Area area) {
        source(area, "A superclass that is missing", GOOD.replace("implements", "extends acme.Missing implements"));
        source(area, "An interface that is missing", GOOD.replace("implements", "implements acme.MissingRole,"));
        body(area, "A class that is missing in the constructor", "public Acme() { new acme.Missing(); }");
        body(area, "A class that is missing in a signature", "public Acme() {} public Acme(acme.Missing missing) {}");
    }

    private static void damage(Area area) {
        damaged(area, "Compiled for a newer Java", file -> {
            file[7] = 99; // major version, JVMS 4.1
            return file;
        });
        damaged(area, "A class file that is cut off", file -> Arrays.copyOf(file, file.length / 2));
        damaged(area, "No class file", file -> "<html>404</html>".getBytes(StandardCharsets.UTF_8));
        damaged(
                area,
                "Built for another version of the SPI",
                file -> new String(file, StandardCharsets.ISO_8859_1)
                        .replace("\u0004info", "\u0004inf0")
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void answers(Area area) {
        source(
                area,
                "info() fails",
                GOOD.replace("return dev", "if (true) throw new AssertionError(\"boom\"); return dev"));
        source(area, "info() never ends", GOOD.replace("return dev", "if (true) return info(); return dev"));
        source(area, "info() is null", GOOD.replace("return dev", "if (true) return null; return dev"));
        source(area, "A name that no connector can have", GOOD.replace("\"acme\"", "\"Acme Inc\""));
        body(area, "configSpec() fails", spec("throw new RuntimeException();"));
        body(area, "configSpec() is null", spec("return null;"));
    }

    private static String spec(String body) {
        return "@Override public dev.headrace.spi.ConfigSpec configSpec() { " + body + " }";
    }

    private static void jars(Area area) {
        area.with("A class that is not in the jar", "", desk -> told(desk, Map.of(), "acme.NotThere"))
                .with("A line that is no class name", "", desk -> told(desk, Map.of(), "acme,Acme"))
                .with("A byte order mark", "", desk -> {
                    return told(desk, BrokenPlugins.compiled(desk, GOOD), "\uFEFFacme.Acme");
                })
                .with("Two connectors of one name", "", desk -> {
                    String twin = GOOD.replace("\"acme\"", "\"github\"");
                    return told(desk, BrokenPlugins.compiled(desk, twin), "acme.Acme");
                })
                .with("No connector in the jar", "", desk -> told(desk, Map.of(), ""))
                .with("No jar", "", desk -> {
                    Files.createDirectories(desk.path("plugins/acme"));
                    return listed(desk);
                })
                .with("A jar that is none", "", desk -> {
                    desk.file("plugins/acme/acme.jar", "<html>404</html>");
                    return listed(desk);
                })
                .with("A configuration that names a broken connector", "connectors.acme {}", desk -> {
                    told(
                            desk,
                            BrokenPlugins.compiled(
                                    desk, GOOD.replace("return dev", "if (true) return null; return dev")),
                            "acme.Acme");
                    return desk.validate("connectors.acme {}");
                });
    }

    private static void body(Area area, String title, String body) {
        source(area, title, BrokenPlugins.provider(body.strip()));
    }

    private static void source(Area area, String title, String source) {
        area.with(title, "", desk -> told(desk, BrokenPlugins.compiled(desk, source), "acme.Acme"));
    }

    private static void damaged(Area area, String title, UnaryOperator<byte[]> damage) {
        area.with(title, "", desk -> {
            Map<String, byte[]> classes = BrokenPlugins.compiled(desk, GOOD);
            classes.computeIfPresent("acme/Acme.class", (name, file) -> damage.apply(file));
            return told(desk, classes, "acme.Acme");
        });
    }

    private static String told(Desk desk, Map<String, byte[]> classes, String services) {
        BrokenPlugins.jar(desk, "acme.jar", classes, services);
        return listed(desk);
    }

    /** What stands below the table of those that can be used. */
    private static String listed(Desk desk) {
        return desk.command("connectors", "--plugins", "./plugins")
                .lines()
                .dropWhile(line -> !line.startsWith("These cannot be used"))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .map(String::strip)
                .collect(Collectors.joining("\n"));
    }
}
