package dev.headrace.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A named limit that an upstream imposes: what a connector declares, and what an operator may override by name.
 *
 * <p>All connectors whose limits carry the same name share one budget, so the name says whose limit it is, for example
 * {@code "github"} or {@code "github-search"}. A request is sent when every rule of every limit that it is under allows it.
 *
 * <p>Immutable and thread-safe; every method returns a new limit.
 */
public final class Limit {
    /**
     * At most {@code permits} requests in any span of {@code length}, whatever its start (a sliding window).
     *
     * @param permits at least 1
     * @param length at least 1 millisecond
     */
    public record Window(int permits, Duration length) {
        /** @throws IllegalArgumentException if a value is out of its range, naming the value */
        public Window {
            requirePositive(permits, "permits");
            requireAtLeastOneMilli(length, "window");
        }
    }

    private final String name;
    private final List<Window> windows;
    private final Optional<Duration> spacing;
    private final OptionalInt concurrency;
    private final String source;

    private Limit(
            String name, List<Window> windows, Optional<Duration> spacing, OptionalInt concurrency, String source) {
        this.name = name;
        this.windows = windows;
        this.spacing = spacing;
        this.concurrency = concurrency;
        this.source = source;
    }

    /**
     * A limit without rules yet.
     *
     * @param name lower-case letters, digits, {@code .} and {@code -}; the key under which operators override it
     * @throws IllegalArgumentException if the name has other characters or is empty
     */
    public static Limit named(String name) {
        Objects.requireNonNull(name, "name is null");
        if (!name.matches("[a-z0-9][a-z0-9.-]*")) {
            throw new IllegalArgumentException(
                    "limit name '%s' must be lower-case letters, digits, '.' and '-'".formatted(name));
        }
        return new Limit(name, List.of(), Optional.empty(), OptionalInt.empty(), "");
    }

    /** Adds a window: at most {@code permits} requests in any span of {@code length}. Several windows hold together. */
    public Limit window(int permits, Duration length) {
        List<Window> more = new ArrayList<>(windows);
        more.add(new Window(permits, length));
        return new Limit(name, List.copyOf(more), spacing, concurrency, source);
    }

    /**
     * Adds pacing: at least {@code interval} between two requests.
     *
     * @param interval at least 1 millisecond
     */
    public Limit spacing(Duration interval) {
        requireAtLeastOneMilli(interval, "spacing");
        return new Limit(name, windows, Optional.of(interval), concurrency, source);
    }

    /**
     * Adds a cap on the requests under way at once.
     *
     * @param requests at least 1
     */
    public Limit concurrency(int requests) {
        requirePositive(requests, "concurrency");
        return new Limit(name, windows, spacing, OptionalInt.of(requests), source);
    }

    /** Says where the numbers come from and when they were read, for example the vendor's page and a date. */
    public Limit source(String text) {
        return new Limit(name, windows, spacing, concurrency, Objects.requireNonNull(text, "source is null"));
    }

    /** The name that connectors share and operators override. */
    public String name() {
        return name;
    }

    /** The windows, in the order of their declaration; empty when none. */
    public List<Window> windows() {
        return windows;
    }

    /** The least time between two requests; empty when requests need not be spaced. */
    public Optional<Duration> spacing() {
        return spacing;
    }

    /** The most requests under way at once; empty when not capped. */
    public OptionalInt concurrency() {
        return concurrency;
    }

    /** Where the numbers come from; empty text when not said. */
    public String source() {
        return source;
    }

    /** The rules as a person would write them, for example {@code github: 5000 per 1h, 100 at once}. */
    @Override
    public String toString() {
        List<String> rules = new ArrayList<>();
        windows.forEach(window -> rules.add(window.permits() + " per " + Durations.text(window.length())));
        spacing.ifPresent(interval -> rules.add("1 each " + Durations.text(interval)));
        concurrency.ifPresent(requests -> rules.add(requests + " at once"));
        return name + ": " + (rules.isEmpty() ? "no rule" : String.join(", ", rules));
    }

    private static void requirePositive(int value, String what) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be at least 1, was %s".formatted(what, value));
        }
    }

    private static void requireAtLeastOneMilli(Duration value, String what) {
        if (value.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("%s must be at least 1 ms, was %s".formatted(what, value));
        }
    }
}
