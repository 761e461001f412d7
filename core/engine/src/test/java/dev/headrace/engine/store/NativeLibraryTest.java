package dev.headrace.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class NativeLibraryTest {
    @TempDir
    Path directory;

    private static List<Path> files(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void theLibraryIsUnpackedOnceAndAgainWhenItIsDamaged() throws Exception {
        Path cache = directory.resolve("a/b");
        assertThat(NativeLibrary.keep(cache)).isTrue();
        Path library = files(cache).get(0);
        byte[] content = Files.readAllBytes(library);
        assertThat(content.length).isGreaterThan(100_000);
        Object unpacked = Files.getLastModifiedTime(library);
        assertThat(NativeLibrary.keep(cache)).isTrue();
        assertThat(Files.getLastModifiedTime(library)).isEqualTo(unpacked);

        byte[] damaged = content.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(library, damaged);
        assertThat(NativeLibrary.keep(cache)).isTrue();
        assertThat(files(cache)).containsExactly(library);
        assertThat(Files.readAllBytes(library)).isEqualTo(content);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDirectoryThatOthersMayWriteToIsNotUsed() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(NativeLibrary.keep(directory)).isFalse();
        assertThat(files(directory)).isEmpty();
    }

    @Test
    void theCacheIsWhereTheSystemHasIt() {
        assertThat(cache("Linux", Map.of())).isEqualTo(Path.of("/home/me/.cache"));
        assertThat(cache("Linux", Map.of("XDG_CACHE_HOME", "/cache"))).isEqualTo(Path.of("/cache"));
        assertThat(cache("Linux", Map.of("XDG_CACHE_HOME", "relative"))).isEqualTo(Path.of("/home/me/.cache"));
        assertThat(cache("Mac OS X", Map.of("XDG_CACHE_HOME", "/cache"))).isEqualTo(Path.of("/home/me/Library/Caches"));
        assertThat(cache("Windows 11", Map.of("LOCALAPPDATA", "/local"))).isEqualTo(Path.of("/local"));
    }

    private static Path cache(String os, Map<String, String> environment) {
        Properties system = new Properties();
        system.setProperty("os.name", os);
        system.setProperty("user.home", "/home/me");
        return CacheDirectory.of(environment, system);
    }
}
