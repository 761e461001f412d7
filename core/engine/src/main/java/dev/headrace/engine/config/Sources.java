package dev.headrace.engine.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Parses a file and the files that it includes. Only files can be included, each must be there, and its path is relative to
 * the file that includes it; the library would also ask the class path and the network, and take a missing file as an empty
 * one. Confined to one thread.
 */
final class Sources implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderClasspath, ConfigIncluderURL {
    /** A file on its way to be parsed. */
    private record Source(Path path, String name, String text) {}

    private static final ConfigObject NOTHING = ConfigFactory.empty().root();

    private final Problems problems;
    /** From the file being parsed to the first one. */
    private final Deque<Source> open = new ArrayDeque<>();

    Sources(Problems problems) {
        this.problems = problems;
    }

    /** @param name as it is shown */
    ConfigObject parse(Path file, String name) {
        return parse(file.toAbsolutePath().normalize(), name, Place.file(name), "cannot be read");
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
        return what.matches("[a-z]{2,}:.*") ? refused(what) : includeFile(context, new File(what));
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File file) {
        Source includer = open.getFirst();
        Path path = includer.path().resolveSibling(file.toPath()).normalize();
        String name = Path.of(includer.name())
                .resolveSibling(file.toPath())
                .normalize()
                .toString();
        Place place = includeLine(includer, file.toString());
        if (open.stream().anyMatch(source -> source.path().equals(path))) {
            problems.error(place, "%s includes itself.".formatted(name));
            return NOTHING;
        }
        return parse(path, name, place, "cannot include " + name);
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
        return refused(what);
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
        return refused(what.toString());
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
        return this;
    }

    private ConfigObject parse(Path path, String name, Place place, String failure) {
        try {
            String text = Files.readString(path, StandardCharsets.UTF_8);
            return parse(new Source(path, name, text));
        } catch (NoSuchFileException missing) {
            problems.error(place, failure + ": there is no such file.");
        } catch (CharacterCodingException garbled) {
            problems.error(place, failure + ": it is not UTF-8 text.");
        } catch (IOException unreadable) {
            String reason = Files.isDirectory(path)
                    ? "it is a directory"
                    : unreadable.getClass().getSimpleName();
            problems.error(place, "%s: %s.".formatted(failure, reason));
        }
        return NOTHING;
    }

    private ConfigObject parse(Source source) {
        open.push(source);
        try {
            ConfigObject object = ConfigFactory.parseReader(new StringReader(source.text()), options(source.name()))
                    .root();
            DuplicateKeys.report(source.text(), object.toConfig(), source.name(), problems);
            return object;
        } catch (ConfigException failure) {
            // Its message and its cause may quote values, so neither is kept.
            ConfigOrigin origin = failure.origin();
            Place place = Place.file(source.name());
            problems.error(
                    origin == null ? place : place.at(origin), SyntaxAdvice.of(String.valueOf(failure.getMessage())));
            return NOTHING;
        } finally {
            open.pop();
        }
    }

    /** The class loader is only there so that the library does not ask the thread for one. */
    private ConfigParseOptions options(String name) {
        return ConfigParseOptions.defaults()
                .setClassLoader(Sources.class.getClassLoader())
                .setOriginDescription(name)
                .setSyntax(ConfigSyntax.CONF)
                .setIncluder(this);
    }

    private ConfigObject refused(String what) {
        problems.error(includeLine(open.getFirst(), what), "only files can be included, not %s.".formatted(what));
        return NOTHING;
    }

    /** The library does not tell the line of an include: it is the first one that has the word and the name. */
    private static Place includeLine(Source includer, String what) {
        List<String> lines = includer.text().lines().toList();
        for (int index = 0; index < lines.size(); index++) {
            if (lines.get(index).contains("include") && lines.get(index).contains(what)) {
                return new Place("include", includer.name(), index + 1);
            }
        }
        return new Place("include", includer.name(), 0);
    }
}
