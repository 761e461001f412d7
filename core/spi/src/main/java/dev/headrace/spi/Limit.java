package dev.headrace.spi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

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

    /** When a permit counts, and for how long: how sure the upstream must be to refuse nothing. */
    public enum Mode {
        /**
         * From the sending for the window's length and a twentieth of it, at least 50 ms and at most 2 s: no refusals while round
         * trips differ by less than that. The default.
         */
        EXACT,
        /**
         * Until one window's length after the answer. The upstream counts a request between its sending and its answer, so it
         * refuses none, whatever the network does; that costs a round trip in every window.
         */
        STRICT,
        /** From the sending for exactly the window's length: the full rate, and a few refusals. */
        TARGET
    }

    /** What the windows count. */
    public enum Unit {
        /** What a request costs: {@link HttpCall#cost}, corrected by what the answer says it has cost. The default. */
        COST,
        /** Requests, whatever they cost. */
        REQUESTS,
        /**
         * Bytes of bodies as they go over the network, both ways. Only the answer tells how many: a request is let through for what
         * those before it took, and settled by what it has taken.
         */
        BYTES
    }

    /** How much, and how fast. */
    private record Rules(List<Window> windows, Optional<Duration> spacing, OptionalInt concurrency) {
        static final Rules NONE = new Rules(List.of(), Optional.empty(), OptionalInt.empty());
    }

    /** How it is counted. */
    private record Counting(Mode mode, boolean paced, boolean unchangedFree, Unit unit) {
        static final Counting USUAL = new Counting(Mode.EXACT, false, false, Unit.COST);
    }

    /** Whose requests are counted. */
    private record Reach(List<EndpointClass> endpoints, boolean perCredential) {
        static final Reach ALL = new Reach(List.of(), false);
    }

    private final String name;
    private final Rules rules;
    private final Counting counting;
    private final Reach reach;
    private final String source;
    private final LimitHints hints;

    private Limit(String name, Rules rules, Counting counting, Reach reach, String source, LimitHints hints) {
        this.name = name;
        this.rules = rules;
        this.counting = counting;
        this.reach = reach;
        this.source = source;
        this.hints = hints;
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
        return new Limit(name, Rules.NONE, Counting.USUAL, Reach.ALL, "", LimitHints.usual());
    }

    /** The same limit under another name. */
    public Limit renamed(String newName) {
        Limit named = named(newName);
        return new Limit(named.name, rules, counting, reach, source, hints);
    }

    /** Adds a window: at most {@code permits} units in any span of {@code length}. Several windows hold together. */
    public Limit window(int permits, Duration length) {
        List<Window> more = new ArrayList<>(windows());
        more.add(new Window(permits, length));
        return with(new Rules(List.copyOf(more), spacing(), concurrency()));
    }

    /**
     * Adds the least time between two requests.
     *
     * @param interval at least 1 millisecond
     */
    public Limit spacing(Duration interval) {
        requireAtLeastOneMilli(interval, "spacing");
        return with(new Rules(windows(), Optional.of(interval), concurrency()));
    }

    /**
     * Adds a cap on the requests under way at once.
     *
     * @param requests at least 1
     */
    public Limit concurrency(int requests) {
        requirePositive(requests, "concurrency");
        return with(new Rules(windows(), spacing(), OptionalInt.of(requests)));
    }

    /** Says when a permit counts in the windows, and for how long; {@link Mode#EXACT} unless said. */
    public Limit mode(Mode when) {
        Objects.requireNonNull(when, "mode is null");
        return with(new Counting(when, counting.paced, counting.unchangedFree, counting.unit));
    }

    /**
     * Spreads what the windows allow evenly over their length, but for bursts of what falls due within 50 ms. For an upstream that
     * takes a burst ill, or to keep one run from using up an hour's quota in its first minute.
     */
    public Limit paced() {
        return with(new Counting(counting.mode, true, counting.unchangedFree, counting.unit));
    }

    /** Says that an answer "not modified" (304) costs nothing in the windows, as the upstream's documentation promises. */
    public Limit unchangedFree() {
        return with(new Counting(counting.mode, counting.paced, true, counting.unit));
    }

    /** Says what the windows count; {@link Unit#COST} unless said. Spacing and concurrency are always about requests. */
    public Limit unit(Unit counted) {
        Objects.requireNonNull(counted, "unit is null");
        return with(new Counting(counting.mode, counting.paced, counting.unchangedFree, counted));
    }

    /**
     * Counts a class of endpoints only. Said several times, the limit is over all of the classes together. A request is under every
     * limit that covers it.
     *
     * @param endpoint as in {@link EndpointClass#of}
     * @throws IllegalArgumentException if that is no class of endpoints, saying why
     */
    public Limit endpoint(String endpoint) {
        List<EndpointClass> more = new ArrayList<>(endpoints());
        more.add(EndpointClass.of(endpoint));
        return with(new Reach(List.copyOf(more), reach.perCredential));
    }

    /**
     * Says that the upstream counts each credential apart: instances with the same secret share the limit, instances with others have
     * one each. Without this all who use the limit's name share it.
     */
    public Limit perCredential() {
        return with(new Reach(endpoints(), true));
    }

    /** Says where the numbers come from and when they were read, for example the vendor's page and a date. */
    public Limit source(String text) {
        return new Limit(name, rules, counting, reach, Objects.requireNonNull(text, "source is null"), hints);
    }

    /** Says where answers tell what is left of the limit, beside the usual places. */
    public Limit hints(LimitHints where) {
        return new Limit(name, rules, counting, reach, source, Objects.requireNonNull(where, "hints are null"));
    }

    private Limit with(Rules other) {
        return new Limit(name, other, counting, reach, source, hints);
    }

    private Limit with(Counting other) {
        return new Limit(name, rules, other, reach, source, hints);
    }

    private Limit with(Reach other) {
        return new Limit(name, rules, counting, other, source, hints);
    }

    /** The name that connectors share and operators override. */
    public String name() {
        return name;
    }

    /** The windows, in the order of their declaration; empty when none. */
    public List<Window> windows() {
        return rules.windows;
    }

    /** The least time between two requests; empty when requests need not be spaced. */
    public Optional<Duration> spacing() {
        return rules.spacing;
    }

    /** The most requests under way at once; empty when not capped. */
    public OptionalInt concurrency() {
        return rules.concurrency;
    }

    /** When a permit counts in the windows, and for how long. */
    public Mode mode() {
        return counting.mode;
    }

    /** Whether what the windows allow is spread over their length. */
    public boolean isPaced() {
        return counting.paced;
    }

    /** Whether an answer "not modified" costs nothing in the windows. */
    public boolean isUnchangedFree() {
        return counting.unchangedFree;
    }

    /** What the windows count. */
    public Unit unit() {
        return counting.unit;
    }

    /** The classes of endpoints that it is over; empty when over all requests. */
    public List<EndpointClass> endpoints() {
        return reach.endpoints;
    }

    /**
     * Whether a request is under the limit.
     *
     * @param method in upper case
     * @param path behind {@code base-url}, begins with a slash, without the query
     */
    public boolean covers(String method, String path) {
        return reach.endpoints.isEmpty()
                || reach.endpoints.stream().anyMatch(endpoint -> endpoint.covers(method, path));
    }

    /** Whether each credential is counted apart. */
    public boolean isPerCredential() {
        return reach.perCredential;
    }

    /** Where answers tell what is left of the limit, beside the usual places. */
    public LimitHints hints() {
        return hints;
    }

    /** Where the numbers come from; empty text when not said. */
    public String source() {
        return source;
    }

    /** The rules as a person would write them, for example {@code github: 5000 per 1h, 100 at once}. */
    @Override
    public String toString() {
        List<String> texts = new ArrayList<>();
        String counted = unit() == Unit.COST ? "" : " " + unit().name().toLowerCase(Locale.ROOT);
        windows().forEach(window -> texts.add(window.permits() + counted + " per " + Durations.text(window.length())));
        spacing().ifPresent(interval -> texts.add("1 each " + Durations.text(interval)));
        concurrency().ifPresent(requests -> texts.add(requests + " at once"));
        if (mode() != Mode.EXACT) {
            texts.add(mode().name().toLowerCase(Locale.ROOT));
        }
        if (isPaced()) {
            texts.add("paced");
        }
        if (isUnchangedFree()) {
            texts.add("304 free");
        }
        if (isPerCredential()) {
            texts.add("for each credential");
        }
        if (!endpoints().isEmpty()) {
            texts.add(
                    endpoints().stream().map(EndpointClass::toString).collect(Collectors.joining(" and ", "on ", "")));
        }
        return name + ": " + (texts.isEmpty() ? "no rule" : String.join(", ", texts));
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
