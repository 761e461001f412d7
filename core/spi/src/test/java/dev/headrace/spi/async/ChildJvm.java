package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Runs a main class of the tests in a JVM of its own, with the flags that the test is about. */
final class ChildJvm {
    private ChildJvm() {}

    /** Fails with the child's output unless it exits with 0. */
    static String run(Class<?> main, String... flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(flags));
        command.addAll(List.of("-cp", classPath(main), main.getName()));
        try {
            Process child =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor())
                    .as("exit code of %s, which said:%n%s", command, output)
                    .isZero();
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    // Asked of the classes, because a test run on the module path has no class path to hand on.
    private static String classPath(Class<?> main) {
        return Stream.of(main, Gather.class, Test.class, Assertions.class, AssertionFailedError.class)
                .map(ChildJvm::origin)
                .distinct()
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static String origin(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        URL url = type.getResource("/" + file);
        assertThat(url).as("class file of %s", type).isNotNull();
        String text = url.toString();
        return text.startsWith("jar:")
                ? Path.of(URI.create(text.substring("jar:".length(), text.indexOf("!/"))))
                        .toString()
                : Path.of(URI.create(text.substring(0, text.length() - file.length())))
                        .toString();
    }
}
