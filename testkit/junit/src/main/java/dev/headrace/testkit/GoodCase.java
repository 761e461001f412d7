package dev.headrace.testkit;

import dev.headrace.detector.Allowance;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import dev.headrace.testkit.upstream.Throttle;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A connector, its upstream when all is well, and the configuration for it: all that the contract suite is told. Every fault is
 * laid over this.
 *
 * <p>Made afresh for each run of the suite, by {@link ConnectorContract#goodCase()}. Each method changes the case and returns it.
 * Not thread-safe.
 */
public final class GoodCase {
    private static final int ITEMS = 1_000;

    private final ConnectorProvider provider;
    private final Map<String, Responder> routes = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final List<String> mayBlock = new ArrayList<>();
    private final List<Throttle> throttles = new ArrayList<>();
    private Function<URI, String> options = uri -> "";
    private String basePath = "";
    private OptionalInt records = OptionalInt.empty();
    private int mostItems = ITEMS;

    private GoodCase(ConnectorProvider provider) {
        this.provider = Objects.requireNonNull(provider, "provider is null");
    }

    /**
     * The case of one connector.
     *
     * @param provider the one that the connector's services file names; a new instance
     */
    public static GoodCase of(ConnectorProvider provider) {
        return new GoodCase(provider);
    }

    /**
     * What the upstream answers to a path. Small is best: two or three pages, two or three items on each.
     *
     * @param path the exact decoded path, or {@code /prefix/*} for everything below; the exact one wins, then the longest prefix
     * @param responder gives the same answer to the same request, since items are asked for again after faults
     */
    public GoodCase route(String path, Responder responder) {
        routes.put(path, responder);
        return this;
    }

    /**
     * What the upstream always answers to a path.
     *
     * @param path as for {@link #route(String, Responder)}
     * @param reply the answer
     */
    public GoodCase route(String path, Reply reply) {
        return route(path, request -> reply);
    }

    /**
     * The path of {@code base-url}, for an API that does not begin at the root.
     *
     * @param path begins with a slash, for example {@code /v0}; empty unless said otherwise
     */
    public GoodCase basePath(String path) {
        basePath = path;
        return this;
    }

    /**
     * The connector's options, as lines of HOCON without the name of the instance; {@code base-url} is given by the suite.
     *
     * @param hocon for example {@code list = new}
     */
    public GoodCase options(String hocon) {
        return options(uri -> hocon);
    }

    /**
     * As {@link #options(String)}, for options that hold the upstream's address.
     *
     * @param hocon makes the lines from the address, which has no slash at its end
     */
    public GoodCase options(Function<URI, String> hocon) {
        options = hocon;
        return this;
    }

    /**
     * A secret of the configuration, which must not be seen anywhere else.
     *
     * @param option its key, for example {@code token} or {@code auth.token}
     * @param value at least 8 characters, so that finding it somewhere is no coincidence
     * @throws IllegalArgumentException if the value is shorter
     */
    public GoodCase secret(String option, String value) {
        if (value.length() < 8) {
            throw new IllegalArgumentException(
                    "the secret for '%s' has %d characters; give one of 8 or more, so that finding it is no coincidence"
                            .formatted(option, value.length()));
        }
        secrets.put(option, value);
        return this;
    }

    /**
     * How many records the case must give.
     *
     * @param count from 0; not checked unless said
     */
    public GoodCase records(int count) {
        records = OptionalInt.of(count);
        return this;
    }

    /**
     * The most work items that the case may come to; what exceeds it counts as an endless chain of follow-ups.
     *
     * @param count from 1; 1000 unless said otherwise
     */
    public GoodCase atMostItems(int count) {
        mostItems = count;
        return this;
    }

    /**
     * The ways in which this upstream throttles, beside those that every connector is tried with. Each is to say how long to wait.
     *
     * @param forms for example {@link Throttle#X_RATELIMIT_ISO_DATE}
     */
    public GoodCase throttledBy(Throttle... forms) {
        throttles.addAll(List.of(forms));
        return this;
    }

    /**
     * Code that may block on the strand by decision, such as a library that reads a small file once.
     *
     * @param pattern a class, or a class and a method after a dot; with {@code *} at the end for all that begin so
     * @param reason why it may
     * @throws IllegalArgumentException if either is blank
     */
    public GoodCase mayBlock(String pattern, String reason) {
        Allowance allowance = new Allowance(pattern, reason);
        mayBlock.add(allowance.pattern() + ": " + allowance.reason());
        return this;
    }

    /** What may block on the strand, each as {@code PATTERN: REASON}; unmodifiable. */
    public List<String> mayBlock() {
        return Collections.unmodifiableList(mayBlock);
    }

    /** The upstream's own ways to throttle; unmodifiable. */
    public List<Throttle> throttles() {
        return Collections.unmodifiableList(throttles);
    }

    /** The connector's provider. */
    public ConnectorProvider provider() {
        return provider;
    }

    /** The upstream's answers by path, in the order in which they were given; unmodifiable. */
    public Map<String, Responder> routes() {
        return Collections.unmodifiableMap(routes);
    }

    /** The secrets by option; unmodifiable. */
    public Map<String, String> secrets() {
        return Collections.unmodifiableMap(secrets);
    }

    /**
     * The connector's options as HOCON.
     *
     * @param upstream its address, without a slash at the end
     */
    public String optionsFor(URI upstream) {
        return options.apply(upstream);
    }

    /** The path of {@code base-url}; may be empty. */
    public String basePath() {
        return basePath;
    }

    /** How many records the case must give; empty when that is not checked. */
    public OptionalInt records() {
        return records;
    }

    /** The most work items that the case may come to. */
    public int mostItems() {
        return mostItems;
    }
}
