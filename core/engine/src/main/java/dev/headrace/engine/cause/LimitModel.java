package dev.headrace.engine.cause;

import dev.headrace.engine.account.RequestCounts;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one limit allows in each world. It knows the rules, not the engine's guards, pauses and slow starts: what is waited beyond the rules
 * is taken over into the other worlds as it was.
 */
final class LimitModel {
    /** A cap that so many requests fit under bounds hardly any run, and costs memory for each of them. */
    private static final int WIDE = 128;

    final String name;
    final int factor;
    private final Worlds worlds;
    private final String rules;
    private final boolean countsCost;
    private final List<Window> windows = new ArrayList<>();
    private final @Nullable Places places;
    /** What the item at hand has sent under it. */
    private long requests;

    private long cost;
    private final List<Party> parties = new ArrayList<>(1);
    /** How many requests its parties may have under way, if each item sends one at a time. */
    private int crowd;

    private boolean narrow;

    /** @param rules empty for a limit that nobody knows more of than its name */
    LimitModel(Worlds worlds, String name, int factor, Optional<Limit> rules) {
        this.worlds = worlds;
        this.name = name;
        this.factor = factor;
        this.rules = rules.map(Limit::toString).orElse("");
        this.countsCost =
                rules.map(limit -> limit.unit() != Limit.Unit.REQUESTS).orElse(true);
        rules.filter(limit -> limit.unit() != Limit.Unit.BYTES).ifPresent(this::addWindows);
        this.places = rules.flatMap(
                        limit -> limit.concurrency().stream().boxed().findFirst())
                .filter(most -> most < WIDE)
                .map(most -> new Places(worlds, most))
                .orElse(null);
    }

    private void addWindows(Limit limit) {
        limit.spacing().ifPresent(spacing -> windows.add(window(1, spacing)));
        for (Limit.Window rule : limit.windows()) {
            windows.add(window(rule.permits(), rule.length()));
            if (limit.isPaced()) {
                windows.add(window(1, rule.length().dividedBy(rule.permits())));
            }
        }
    }

    private Window window(long permits, Duration length) {
        return new Window(worlds, permits, length.toNanos());
    }

    boolean isOf(Optional<Limit> newRules) {
        return rules.equals(newRules.map(Limit::toString).orElse(""));
    }

    /** Gives its worlds back. */
    void forget() {
        windows.forEach(worlds::remove);
        if (places != null) {
            worlds.remove(places);
        }
    }

    /**
     * An item has sent requests under it.
     *
     * @param waited whether it had to wait for it
     */
    void ask(Party party, boolean waited, RequestCounts.Sent sent) {
        requests += sent.requests();
        cost += sent.units();
        if (!parties.contains(party)) {
            parties.add(party);
            crowd += party.places.all();
        }
        narrow |= waited || places != null && crowd > places.all();
    }

    private long units() {
        return Math.max(1, countsCost ? cost : requests);
    }

    /** When the last of what is asked for at a time may go in a world. */
    long opens(int world, long comes) {
        long opens = places == null || !narrow ? 0 : places.pick(world, comes);
        for (Window window : windows) {
            opens = Math.max(opens, window.opens(world, units()));
        }
        return opens;
    }

    /** What was asked for has gone at these times, by world, and was over at those. */
    void gone(long[] went, long[] over) {
        for (Window window : windows) {
            window.gone(units(), went, worlds.count());
        }
        if (places != null && narrow) {
            places.take();
            places.give(over);
        }
        requests = 0;
        cost = 0;
    }
}
