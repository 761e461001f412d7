package dev.headrace.testkit.upstream.demo;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The twelve demo upstreams, running. All methods may be called by any thread. */
public final class DemoUpstreams implements AutoCloseable {
    private final Map<UpstreamKind, DemoUpstream> upstreams = new EnumMap<>(UpstreamKind.class);

    private DemoUpstreams() {}

    /**
     * Starts all twelve.
     *
     * @param size how much each holds and how slow it is
     */
    public static DemoUpstreams start(DemoSize size) {
        return start(size, 0);
    }

    /**
     * As {@link #start(DemoSize)}, on twelve ports in a row, so that addresses that were handed out stay good.
     *
     * @param firstPort that of the first; 0 for any free ones
     */
    public static DemoUpstreams start(DemoSize size, int firstPort) {
        DemoUpstreams all = new DemoUpstreams();
        try {
            for (UpstreamKind kind : UpstreamKind.values()) {
                int port = firstPort == 0 ? 0 : firstPort + kind.ordinal();
                all.upstreams.put(kind, DemoUpstream.start(kind, size, port));
            }
        } catch (RuntimeException failure) {
            all.close();
            throw failure;
        }
        return all;
    }

    /**
     * One of the twelve.
     *
     * @param kind which
     */
    public DemoUpstream get(UpstreamKind kind) {
        DemoUpstream found = upstreams.get(kind);
        if (found == null) {
            throw new IllegalStateException("The demo upstream " + kind + " is not running.");
        }
        return found;
    }

    /** What each says about itself, in the order of {@link UpstreamKind}. */
    public List<UpstreamFacts> facts() {
        return upstreams.values().stream().map(DemoUpstream::facts).toList();
    }

    /**
     * The least time in which all can be collected at once: that of the slowest.
     *
     * @param facts what the upstreams say about themselves
     */
    public static Duration bound(Collection<UpstreamFacts> facts) {
        return facts.stream().map(UpstreamFacts::bound).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /**
     * The time that one answer after the other takes, from all of them.
     *
     * @param facts what the upstreams say about themselves
     */
    public static Duration sequential(Collection<UpstreamFacts> facts) {
        return facts.stream().map(UpstreamFacts::sequential).reduce(Duration.ZERO, Duration::plus);
    }

    /** Stops all of them. */
    @Override
    public void close() {
        upstreams.values().forEach(DemoUpstream::close);
    }
}
