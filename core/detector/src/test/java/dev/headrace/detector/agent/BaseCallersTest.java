package dev.headrace.detector.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BaseCallersTest {
    /** A JDK without native sleeps has no class whose calls would have to be turned, so that nothing is missing there. */
    @Test
    void everyCallerOfANativeSleepOrWaitInTheBaseModuleIsListed() throws IOException {
        ProbeTransformer transformer = new ProbeTransformer(new Targets());
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
        try (Stream<Path> files = Files.walk(base)) {
            List<String> missing = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> transformer.calls(read(file)))
                    .map(file -> base.relativize(file).toString().replace(".class", ""))
                    .filter(name -> !Installation.isBaseCaller(name))
                    .toList();

            assertThat(missing).isEmpty();
        }
        assertThat(transformer.changesCallers()).isEqualTo(Runtime.version().feature() < 19);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
