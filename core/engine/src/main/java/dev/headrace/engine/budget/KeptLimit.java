package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a limit between runs, by the wall clock: monotonic clocks begin anew with each process. Immutable.
 *
 * @param keptAt when that was so
 * @param pausedUntil until when the upstream lets nobody through; null when it does
 * @param reason why it is paused, for people; empty when it is not, or that was not kept
 * @param quota what the upstream said is left; null when it did not say
 * @param windows what counts in the windows of a minute and more
 * @param told the windows that the upstream said it counts in, by its names for them
 * @param kinds the kinds of requests that the upstream counts here; empty but for what only answers tell of
 */
public record KeptLimit(
        Instant keptAt,
        @Nullable Instant pausedUntil,
        String reason,
        @Nullable KeptQuota quota,
        List<KeptWindow> windows,
        Map<String, Limit.Window> told,
        List<String> kinds) {
    /** What was told is copied. */
    public KeptLimit {
        told = Map.copyOf(told);
    }

    /** Of a limit that is not only known from answers. */
    public KeptLimit(
            Instant keptAt,
            @Nullable Instant pausedUntil,
            String reason,
            @Nullable KeptQuota quota,
            List<KeptWindow> windows) {
        this(keptAt, pausedUntil, reason, quota, windows, Map.of(), List.of());
    }

    /** What is left of an upstream's own count, and until when. */
    public record KeptQuota(long left, Instant resetAt) {}

    /** What counts in a window, the oldest first. */
    public record KeptWindow(Duration length, List<Use> uses) {}

    /** What counts from an instant on. */
    public record Use(Instant at, int units) {}

    private static final String VERSION = "1";
    private static final String NONE = "-";
    private static final String TOLD = "told:";
    private static final String KINDS = "kinds:";

    /** One line, for {@link #parse}. */
    public String text() {
        String pause = pausedUntil == null ? NONE : millis(pausedUntil);
        String left = quota == null ? NONE : quota.left + "@" + millis(quota.resetAt);
        String uses = windows.stream().map(KeptLimit::text).collect(Collectors.joining(";"));
        String text = String.join("|", VERSION, millis(keptAt), pause, left, uses.isEmpty() ? NONE : uses);
        // Last and only where there are some: what an earlier version wrote has none.
        String more =
                (told.isEmpty() ? "" : "|" + TOLD + toldText()) + (kinds.isEmpty() ? "" : "|" + KINDS + escaped(kinds));
        return text + (reason.isEmpty() && more.isEmpty() ? "" : "|" + reason + more);
    }

    private String toldText() {
        return new TreeMap<>(told)
                .entrySet().stream()
                        .map(one ->
                                URLEncoder.encode(one.getKey(), StandardCharsets.UTF_8) + "=" + text(one.getValue()))
                        .collect(Collectors.joining(","));
    }

    private static String text(Limit.Window window) {
        return window.permits() + "@" + window.length().toMillis();
    }

    private static String text(KeptWindow window) {
        return window.uses.stream()
                .map(use -> millis(use.at) + "*" + use.units)
                .collect(Collectors.joining(",", window.length.toMillis() + ":", ""));
    }

    private static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }

    /** Reads what {@link #text} wrote; empty if it is something else. */
    public static Optional<KeptLimit> parse(String text) {
        String[] parts = text.split("\\|", 6);
        if (parts.length < 5 || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KeptLimit(
                    instant(parts[1]),
                    parts[2].equals(NONE) ? null : instant(parts[2]),
                    reason(parts),
                    parts[3].equals(NONE) ? null : quota(pair(parts[3], "@")),
                    windows(parts[4]),
                    told(parts),
                    kinds(parts)));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static String reason(String[] parts) {
        return before(KINDS, before(TOLD, rest(parts)));
    }

    private static Map<String, Limit.Window> told(String[] parts) {
        Map<String, Limit.Window> told = new HashMap<>();
        for (String one : listed(TOLD, before(KINDS, rest(parts)))) {
            String[] named = pair(one, "=");
            String[] window = pair(named[1], "@");
            Duration length = Duration.ofMillis(Long.parseLong(window[1]));
            told.put(decoded(named[0]), new Limit.Window(Integer.parseInt(window[0]), length));
        }
        return told;
    }

    private static List<String> kinds(String[] parts) {
        return listed(KINDS, rest(parts)).stream().map(KeptLimit::decoded).toList();
    }

    private static String rest(String[] parts) {
        return parts.length == 5 ? "" : parts[5];
    }

    private static String before(String mark, String rest) {
        int at = rest.lastIndexOf("|" + mark);
        return at < 0 ? rest : rest.substring(0, at);
    }

    private static List<String> listed(String mark, String rest) {
        int at = rest.lastIndexOf("|" + mark);
        return at < 0
                ? List.of()
                : List.of(rest.substring(at + 1 + mark.length()).split(",", -1));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String escaped(List<String> kinds) {
        return kinds.stream()
                .map(kind -> URLEncoder.encode(kind, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }

    private static String[] pair(String text, String mark) {
        int at = text.indexOf(mark);
        if (at < 0) {
            throw new IllegalArgumentException("no '%s' in '%s'".formatted(mark, text));
        }
        return new String[] {text.substring(0, at), text.substring(at + 1)};
    }

    private static KeptQuota quota(String[] pair) {
        return new KeptQuota(Long.parseLong(pair[0]), instant(pair[1]));
    }

    private static List<KeptWindow> windows(String text) {
        List<KeptWindow> windows = new ArrayList<>();
        for (String window : text.equals(NONE) ? new String[0] : text.split(";", -1)) {
            String[] pair = pair(window, ":");
            windows.add(new KeptWindow(Duration.ofMillis(Long.parseLong(pair[0])), uses(pair[1])));
        }
        return List.copyOf(windows);
    }

    private static List<Use> uses(String text) {
        List<Use> uses = new ArrayList<>();
        for (String use : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            String[] pair = pair(use, "*");
            uses.add(new Use(instant(pair[0]), Integer.parseUnsignedInt(pair[1])));
        }
        return List.copyOf(uses);
    }
}
