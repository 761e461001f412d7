package dev.headrace.engine.strand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class RaceTest {
    @Test
    void noWakeUpIsLost() {
        StrandStress.noWakeUpIsLost(1, 20_000);
        StrandStress.noWakeUpIsLost(3, 20_000);
    }

    @Test
    void aCarrierMayBeDetachedAtAnyMoment() throws Exception {
        StrandStress.detachedAnywhere(20_000);
    }

    /** On one processor threads are preempted between any two instructions, and a spinning thread keeps the other from running. */
    @Test
    void theSameRacesHoldOnOneProcessor() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=1",
                        "-cp",
                        classPath(),
                        StrandStress.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("processors: 1");
        assertThat(child.exitValue()).as(output).isZero();
    }

    private static String classPath() {
        return Stream.concat(
                        Stream.of(locationOf(StrandStress.class)),
                        List.of(Carriers.class, Logger.class, Assertions.class).stream()
                                .map(RaceTest::jarOf))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Test classes are patched into the module, whose own location is that of the main classes. */
    private static Path locationOf(Class<?> type) {
        try {
            String file = type.getName().replace('.', '/') + ".class";
            Path path = Path.of(type.getResource("/" + file).toURI());
            return path.getRoot()
                    .resolve(path.subpath(0, path.getNameCount() - Path.of(file).getNameCount()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
