package dev.headrace.detector.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.detector.Detection;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways in which the agent comes into a JVM, on every JDK of this machine, with all classes verified. */
class WaysInTest {
    private static final int OLDEST = 17;
    private static final Path JVMS = Path.of("/usr/lib/jvm");

    @TempDir
    Path directory;

    private record Ended(int code, String output, String errors) {}

    @ParameterizedTest
    @MethodSource("jdks")
    void asOptionOfTheJvm(Path jdk) throws Exception {
        Ended ended = run(jdk, "-javaagent:" + agentJar(), "-cp", classPath(), ForkedProgram.class.getName());

        requireFindings(ended);
        assertThat(ended.errors()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void asLauncherAgentOfAnExecutableJar(Path jdk) throws Exception {
        Ended ended = run(jdk, "-jar", executableJar().toString());

        requireFindings(ended);
        assertThat(ended.errors()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void idleAsLauncherAgentUntilSomebodyLooks(Path jdk) throws Exception {
        Ended ended = run(jdk, "-jar", executableJar().toString(), "idle");

        assertThat(ended.output()).isEqualToIgnoringNewLines("ready");
        assertThat(ended.errors()).isEmpty();
    }

    /** A JDK may warn of this way (JEP 451), so nothing is said of what it prints. */
    @ParameterizedTest
    @MethodSource("jdks")
    void attachedByTheFirstWhoLooks(Path jdk) throws Exception {
        requireFindings(run(jdk, "-cp", classPath(), ForkedProgram.class.getName()));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void notAtAllWhereTheJvmRefuses(Path jdk) throws Exception {
        Ended ended = run(jdk, "-XX:+DisableAttachMechanism", "-cp", classPath(), ForkedProgram.class.getName());

        assertThat(ended.code()).isNotZero();
        assertThat(ended.errors())
                .contains(
                        "the agent cannot be attached to this JVM; start it with -javaagent:headrace-detector.jar instead");
    }

    private static void requireFindings(Ended ended) {
        assertThat(ended.code()).as(ended.errors()).isZero();
        String frame = ForkedProgram.class.getName() + ".block(ForkedProgram.java:";
        assertThat(ended.output())
                .contains("in java.lang.Thread.sleep, called from " + frame)
                .contains("in java.lang.Object.wait, called from " + frame)
                .contains("in java.io.File.exists, called from " + frame)
                .contains("in java.util.concurrent.CompletableFuture.get, called from " + frame);
        assertThat(ended.output().lines().filter(line -> line.contains("java.lang.Thread.sleep")))
                .hasSize(2);
    }

    private Ended run(Path jdk, String... arguments) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        List<String> command =
                new ArrayList<>(List.of(jdk.resolve("bin/java").toString(), "-Xverify:all", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended in time").isTrue();
        return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    private Path agentJar() throws IOException {
        Path jar = directory.resolve("agent.jar");
        Attachment.writeJar(jar);
        return jar;
    }

    private Path executableJar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes entries = manifest.getMainAttributes();
        entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        entries.put(
                Attributes.Name.CLASS_PATH,
                location(Detection.class).toUri() + " "
                        + location(ForkedProgram.class).toUri());
        entries.put(Attributes.Name.MAIN_CLASS, ForkedProgram.class.getName());
        entries.putValue("Launcher-Agent-Class", Agent.class.getName());
        entries.putValue("Can-Retransform-Classes", "true");
        Path jar = directory.resolve("program.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.finish();
        }
        return jar;
    }

    private static String classPath() {
        return location(Detection.class) + File.pathSeparator + location(ForkedProgram.class);
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every JDK from 17 on in the usual folder, and the one that runs this test. */
    static Stream<Path> jdks() throws IOException {
        Path running = Path.of(System.getProperty("java.home")).toRealPath();
        if (!Files.isDirectory(JVMS)) {
            return Stream.of(running);
        }
        try (Stream<Path> folders = Files.list(JVMS)) {
            List<Path> found =
                    folders.filter(WaysInTest::isUsable).map(WaysInTest::real).toList();
            return Stream.concat(Stream.of(running), found.stream()).distinct();
        }
    }

    private static boolean isUsable(Path folder) {
        try {
            return Files.readAllLines(folder.resolve("release")).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .anyMatch(line -> Runtime.Version.parse(line.replaceAll("[^0-9.]", ""))
                                    .feature()
                            >= OLDEST);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
