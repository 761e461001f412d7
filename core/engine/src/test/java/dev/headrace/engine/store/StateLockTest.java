package dev.headrace.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateLockTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("state.db");
    }

    @Test
    void aSecondStoreOfTheSameProcessIsRefused() {
        StoreRig second;
        try (StoreRig first = StoreRig.begun(directory)) {
            second = StoreRig.at(directory);
            assertThatThrownBy(second::begin)
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "the state file %s is in use by this process %d. Wait until that run has ended, or give this one"
                                            .formatted(
                                                    file(),
                                                    ProcessHandle.current().pid())
                                    + " another state file.");
            // The first one still has it.
            assertThatThrownBy(StoreRig.at(directory)::begin).hasMessageContaining("is in use");
            first.flush();
        }
        second.store.close();
        StoreRig.begun(directory).close();
    }

    @Test
    void anotherProcessIsNamedAndItsDeathFreesTheFile() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        root(LockHolder.class) + File.pathSeparator + root(StateLock.class),
                        LockHolder.class.getName(),
                        file().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = other.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).startsWith("held");
            assertThatThrownBy(StoreRig.at(directory)::begin)
                    .hasMessageContaining("%s is in use by process %d.".formatted(file(), other.pid()));
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor()).isNotZero();
        StoreRig.begun(directory).close();
    }

    /** The directory or archive that a class was loaded from, also when it patches a module. */
    private static String root(Class<?> type) throws URISyntaxException {
        String name = type.getName().replace('.', '/') + ".class";
        URL url = Objects.requireNonNull(type.getResource(type.getSimpleName() + ".class"));
        String path = Path.of(url.toURI()).toString();
        return path.substring(0, path.length() - name.length());
    }
}
