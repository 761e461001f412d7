package dev.headrace.detector.agent;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Brings the agent into a JVM that was started without it. A JVM refuses to attach to itself, so a child process does it, which
 * takes 1 to 2 s. Later JDKs print a warning for it (JEP 451): {@code -javaagent} is the better way.
 */
public final class Attachment {
    private static final long PATIENCE_SECONDS = 60;

    private Attachment() {}

    /**
     * The instrumentation of this JVM, brought in if need be. The calling thread waits for the child.
     *
     * @throws IllegalStateException if the JVM does not let itself be attached to; the message says what to do instead
     */
    public static synchronized Instrumentation ensured() {
        if (Agent.instrumentation().isEmpty()) {
            attach();
        }
        return Agent.instrumentation().orElseThrow(() -> refused("it was attached to, but the agent was not started"));
    }

    /**
     * Writes a jar that has nothing but a manifest, which names the agent and the place of its classes.
     *
     * @param jar where to; replaced if it exists
     */
    static void writeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes entries = manifest.getMainAttributes();
        entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        entries.put(Attributes.Name.CLASS_PATH, location().toString());
        entries.putValue("Premain-Class", Agent.class.getName());
        entries.putValue("Agent-Class", Agent.class.getName());
        entries.putValue("Can-Retransform-Classes", "true");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.finish();
        }
    }

    private static void attach() {
        try {
            Path jar = Files.createTempFile("headrace-agent", ".jar");
            try {
                writeJar(jar);
                run(jar);
            } finally {
                Files.delete(jar);
            }
        } catch (IOException e) {
            throw refused(e.toString());
        }
    }

    private static void run(Path jar) throws IOException {
        Path output = Files.createTempFile("headrace-attach", ".txt");
        Process child = new ProcessBuilder(command(jar))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                child.destroyForcibly();
                throw refused("no answer within %s s".formatted(PATIENCE_SECONDS));
            }
            if (child.exitValue() != 0) {
                throw refused(Files.readString(output, StandardCharsets.UTF_8).trim());
            }
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
            throw refused("the wait for it was interrupted");
        } finally {
            Files.delete(output);
        }
    }

    private static List<String> command(Path jar) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String pid = Long.toString(ProcessHandle.current().pid());
        return List.of(
                java, "-XX:TieredStopAtLevel=1", "-cp", place(), AttachMain.class.getName(), pid, jar.toString());
    }

    private static String place() {
        try {
            return new File(location().toURI()).getPath();
        } catch (URISyntaxException e) {
            throw refused("the detector's classes are at " + location() + ", which is no file");
        }
    }

    private static URL location() {
        CodeSource source = Agent.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw refused("it is not known where the detector's classes are");
        }
        return source.getLocation();
    }

    private static IllegalStateException refused(String cause) {
        return new IllegalStateException(
                "the agent cannot be attached to this JVM; start it with -javaagent:headrace-detector.jar instead. Cause: "
                        + cause);
    }
}
