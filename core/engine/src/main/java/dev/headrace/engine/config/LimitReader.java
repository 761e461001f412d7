package dev.headrace.engine.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConfigSpec.Option;
import dev.headrace.spi.Limit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the section {@code limits}. A limit's source is its place in the file. Confined to one thread. */
final class LimitReader {
    private static final ConfigSpec WINDOW = ConfigSpec.empty()
            .integer("permits", 1, Integer.MAX_VALUE, "The most requests within the window")
            .optional("per", ConfigSpec.Type.DURATION, "The length of the window");

    private static final ConfigSpec REST = ConfigSpec.empty()
            .optional("spacing", ConfigSpec.Type.DURATION, "The least time between two requests")
            .integer("concurrency", 1, Integer.MAX_VALUE, "The most requests under way at once")
            .choice("mode", List.of("exact", "strict", "target"), "For how long a permit counts in the windows")
            .optional("pacing", ConfigSpec.Type.BOOLEAN, "Whether what the windows allow is spread over their length")
            .optional("unchanged-free", ConfigSpec.Type.BOOLEAN, "Whether an answer 304 costs nothing")
            .choice("unit", List.of("cost", "requests", "bytes"), "What the windows count")
            .optional("endpoints", ConfigSpec.Type.STRING_LIST, "The only requests that count, such as GET /search/*")
            .optional("per-credential", ConfigSpec.Type.BOOLEAN, "Whether each credential is counted apart");

    private static final String WINDOWS = "windows";
    private static final List<String> KEYS = Stream.concat(
                    Stream.concat(WINDOW.options().stream(), REST.options().stream())
                            .map(Option::key),
                    Stream.of(WINDOWS))
            .toList();

    private final SpecReader reader;
    private final Problems problems;

    /** One of these makes a limit; the others say how it counts. */
    private static final List<String> RULES = List.of("permits", "per", WINDOWS, "spacing", "concurrency");

    LimitReader(SpecReader reader, Problems problems) {
        this.reader = reader;
        this.problems = problems;
    }

    Map<String, Limit> read(ConfigObject object, Place place) {
        Map<String, Limit> limits = new LinkedHashMap<>();
        for (String name : Keys.inOrder(object)) {
            Given given = reader.given(Keys.value(object, name), place.child(name));
            reader.object(given)
                    .flatMap(section -> limit(name, section, given.place()))
                    .ifPresent(limit -> limits.put(name, limit));
        }
        return limits;
    }

    private Optional<Limit> limit(String name, ConfigObject section, Place place) {
        reader.refuseUnknown(section, place, KEYS);
        if (RULES.stream().noneMatch(section::containsKey)) {
            problems.error(place, "has no rule; give permits and per, or windows, spacing or concurrency.");
        }
        List<Limit.Window> windows = new ArrayList<>();
        window(section, place).ifPresent(windows::add);
        windows.addAll(windows(section, place));
        CheckedConfig rest = reader.options(REST, section, place);
        return named(name, place).map(limit -> withRules(limit, windows, rest));
    }

    private Optional<Limit> named(String name, Place place) {
        try {
            return Optional.of(Limit.named(name).source(place.origin()));
        } catch (IllegalArgumentException badName) {
            problems.error(place, badName.getMessage() + ".");
            return Optional.empty();
        }
    }

    private Limit withRules(Limit named, List<Limit.Window> windows, CheckedConfig rest) {
        Limit limit = onEndpoints(flagged(named, rest), rest);
        for (Limit.Window window : windows) {
            limit = limit.window(window.permits(), window.length());
        }
        if (rest.has("concurrency")) {
            limit = limit.concurrency(rest.integer("concurrency"));
        }
        return rest.has("spacing") && Positive.check(rest, "spacing", problems)
                ? limit.spacing(rest.duration("spacing"))
                : limit;
    }

    private static Limit flagged(Limit named, CheckedConfig rest) {
        Limit limit = named;
        if (rest.has("mode")) {
            limit = limit.mode(Limit.Mode.valueOf(rest.string("mode").toUpperCase(Locale.ROOT)));
        }
        limit = rest.has("pacing") && rest.bool("pacing") ? limit.paced() : limit;
        if (rest.has("unit")) {
            limit = limit.unit(Limit.Unit.valueOf(rest.string("unit").toUpperCase(Locale.ROOT)));
        }
        limit = rest.has("unchanged-free") && rest.bool("unchanged-free") ? limit.unchangedFree() : limit;
        return rest.has("per-credential") && rest.bool("per-credential") ? limit.perCredential() : limit;
    }

    private Limit onEndpoints(Limit named, CheckedConfig rest) {
        Limit limit = named;
        for (String endpoint : rest.has("endpoints") ? rest.strings("endpoints") : List.<String>of()) {
            try {
                limit = limit.endpoint(endpoint);
            } catch (IllegalArgumentException unreadable) {
                problems.error(rest.placeOf("endpoints"), unreadable.getMessage() + ".");
            }
        }
        return limit;
    }

    private List<Limit.Window> windows(ConfigObject section, Place place) {
        Optional<Given> given = reader.given(section, place, WINDOWS);
        if (given.isEmpty()) {
            return List.of();
        }
        if (!(given.get().value() instanceof ConfigList list)) {
            problems.error(
                    given.get().place(),
                    "a list is expected, for example [{ permits = 5000, per = 1h }], this is %s."
                            .formatted(given.get().kind()));
            return List.of();
        }
        return windows(list, given.get().place());
    }

    private List<Limit.Window> windows(ConfigList list, Place place) {
        List<Limit.Window> windows = new ArrayList<>();
        int index = 0;
        for (ConfigValue value : list) {
            Given element = reader.given(value, place.element(index++));
            reader.object(element).ifPresent(object -> {
                reader.refuseUnknown(object, element.place(), List.of("permits", "per"));
                if (object.isEmpty()) {
                    problems.error(
                            element.place(), "is empty; give permits and per, for example permits = 5000, per = 1h.");
                }
                window(object, element.place()).ifPresent(windows::add);
            });
        }
        return windows;
    }

    /** A window needs both its options, or neither of them where it may be left out. */
    private Optional<Limit.Window> window(ConfigObject object, Place place) {
        CheckedConfig window = reader.options(WINDOW, object, place);
        if (object.containsKey("permits") != object.containsKey("per")) {
            problems.error(place, "permits and per belong together, for example permits = 5000, per = 1h.");
        }
        if (!window.has("permits") || !window.has("per") || !Positive.check(window, "per", problems)) {
            return Optional.empty();
        }
        return Optional.of(new Limit.Window(window.integer("permits"), window.duration("per")));
    }
}
