package dev.headrace.engine.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Where a user's programs keep what they can make again. */
final class CacheDirectory {
    private CacheDirectory() {}

    /** By the custom of each system: {@code XDG_CACHE_HOME} or {@code ~/.cache}, {@code ~/Library/Caches}, {@code LOCALAPPDATA}. */
    static Path of(Map<String, String> environment, Properties system) {
        Path home = Path.of(system.getProperty("user.home", "."));
        String os = system.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return given(environment, "LOCALAPPDATA", home.resolve("AppData/Local"));
        }
        if (os.startsWith("mac")) {
            return home.resolve("Library/Caches");
        }
        return given(environment, "XDG_CACHE_HOME", home.resolve(".cache"));
    }

    private static Path given(Map<String, String> environment, String name, Path usual) {
        String value = environment.get(name);
        // XDG: a path that is not absolute is to be ignored.
        return value == null || !Path.of(value).isAbsolute() ? usual : Path.of(value);
    }
}
