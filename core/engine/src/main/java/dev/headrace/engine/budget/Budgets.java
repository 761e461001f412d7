package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import dev.headrace.spi.LimitHints;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The budgets of a run: every limit by its name, shared by all connectors that are under it. Thread-safe.
 *
 * <pre>{@code
 * Lane lane = budgets.lane("github", List.of("engine", "github", "github-search"));
 * lane.acquire(Demand.ONE, claimant);            // and in claimant.granted(permit):
 * permit.sent();                                 // the request goes out
 * permit.answered(dialect.read(status, ...));    // its answer is there
 * permit.release();                              // the exchange is over
 * }</pre>
 */
public final class Budgets implements AutoCloseable {
    private final Kernel kernel;
    private final Map<String, LimitHints> hints = new ConcurrentHashMap<>();

    /**
     * Budgets without limits yet, but for those that are configured.
     *
     * @param ticker the clock and the timer; the timer's thread only decides who goes
     * @param executor tells claimants that had to wait; a claimant that blocks holds up those behind it in the same
     *     batch
     * @param configured limits that hold whatever connectors declare under the same names
     */
    public Budgets(Ticker ticker, Executor executor, BudgetSettings settings, Collection<Limit> configured) {
        this(
                ticker,
                executor,
                settings,
                configured,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    Budgets(
            Ticker ticker,
            Executor executor,
            BudgetSettings settings,
            Collection<Limit> configured,
            DoubleSupplier random) {
        Keeping keeping = new Keeping(ticker);
        kernel = new Kernel(ticker, executor, settings, new Registry(configured, random, keeping), keeping);
        configured.forEach(this::keepHints);
    }

    /**
     * Goes on with what earlier runs have sent, and writes down what this one sends: windows of a minute and more, pauses, and what
     * upstreams said is left. Before limits are registered; limits that are registered already begin anew.
     *
     * @param kept what was kept, by the limits' names; what is not readable counts as half of the windows
     */
    public void remember(Map<String, String> kept, BudgetMemory memory) {
        kernel.remember(kept, memory);
    }

    /**
     * Makes a limit of an upstream known. What is configured under its name goes before it; where two connectors
     * declare one name differently, the stricter of each rule holds, and a warning in the log says so.
     */
    public void register(Limit declared) {
        kernel.register(declared, true);
        keepHints(declared);
    }

    /** The first who has hints is believed. */
    private void keepHints(Limit limit) {
        if (!limit.hints().isUsual()) {
            hints.putIfAbsent(limit.name(), limit.hints());
        }
    }

    /**
     * Where answers tell what is left, to requests under these limits.
     *
     * @param limits broad ones first: the hints of the last that has any are taken
     */
    public LimitHints hints(Collection<String> limits) {
        LimitHints narrowest = LimitHints.usual();
        for (String limit : limits) {
            narrowest = hints.getOrDefault(limit, narrowest);
        }
        return narrowest;
    }

    /**
     * Supposes a limit of an upstream that nobody has declared. Unless it is configured, its rate and its concurrency follow the
     * upstream's refusals and failures, below what is supposed.
     */
    public void registerDefault(Limit supposed) {
        kernel.registerDefault(supposed);
    }

    /**
     * Makes a limit known that an upstream's answer tells of. It has no rules but those that answers tell, and what is configured.
     *
     * @param requests the kind of requests that the upstream counts there: kept, so that the next run knows
     * @return false if answers have told of too many: then it is not known, and counts with the others
     */
    public boolean registerBucket(Limit bucket, String requests) {
        return kernel.registerBucket(bucket, requests);
    }

    /**
     * What earlier runs have learnt of the buckets of a limit: their names by the kind of requests. Before they are registered.
     *
     * @param parent the limit's name, which the buckets' names go on with after a dot
     */
    public Map<String, List<String>> learnt(String parent) {
        return kernel.learnt(parent);
    }

    /** What is declared or configured under a name; empty if nothing is. */
    public Optional<Limit> declared(String name) {
        return kernel.declared(name);
    }

    /** What holds for a limit now: what is declared, and what its upstream has told beyond that. Empty if there is no such limit. */
    public Optional<Limit> inForce(String name) {
        return kernel.inForce(name);
    }

    /**
     * The limit of this name that a credential is under: one of its own where the upstream counts each apart.
     *
     * @param credential stands for the secret without telling it, in the characters of a limit's name; empty for none
     * @return the name, for {@link #lane}
     */
    public String scoped(String name, String credential) {
        return kernel.scoped(name, credential);
    }

    /**
     * Makes a limit of our own known, for example of all requests under way: what upstreams answer never touches it.
     */
    public void registerOwn(Limit limit) {
        kernel.register(limit, false);
    }

    /**
     * The requests of one consumer that are under the same limits. The same names in the same order give the same lane.
     *
     * @param consumer the connector's name: who takes turns with the others
     * @param limits the limits' names, broad ones first; the last one of an upstream is taken to be meant where its
     *     answer names none
     * @throws IllegalArgumentException if a limit was not registered, naming it and those that were
     */
    public Lane lane(String consumer, List<String> limits) {
        return kernel.lane(consumer, limits);
    }

    /**
     * Says how a consumer stands against the others where they share a limit; {@link Standing#USUAL} unless said.
     *
     * @throws IllegalStateException if it has a lane already
     */
    public void stands(String consumer, Standing standing) {
        kernel.stands(consumer, standing);
    }

    /** All limits and lanes at this instant; for a live view, not for every request. */
    public BudgetSnapshot snapshot() {
        return kernel.snapshot();
    }

    /** Refuses all who wait and all who come, and hands over for the last time what is to be kept. Permits that are out stay valid. */
    @Override
    public void close() {
        kernel.close();
    }
}
