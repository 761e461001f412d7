package dev.headrace.engine.cause;

import dev.headrace.engine.account.Phase;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** An instance of a connector, as far as its items wait for each other: they have so many places, and one strand. */
public final class Party {
    private static final Phase[] PHASES = Phase.values();
    private static final int UNKNOWN = -1;

    final String connector;
    final Places places;
    final Serial strand;
    private final Causes causes;
    private final Worlds worlds;
    private final int[] factors = new int[PHASES.length];
    private final Map<String, int[]> byStream = new HashMap<>();

    Party(String connector, Causes causes, Worlds worlds, Places places, Serial strand) {
        this.connector = connector;
        this.causes = causes;
        this.worlds = worlds;
        this.places = places;
        this.strand = strand;
        for (Phase phase : PHASES) {
            factors[phase.ordinal()] = causes.factorOf(causes.id(new Cause(connector, "", phase, "")));
        }
    }

    /** The world in which its items spend no time in a phase; the real one if there is none. */
    int worldWithout(Phase phase) {
        return worlds.without(factors[phase.ordinal()]);
    }

    int cause(String stream, Phase phase) {
        int[] ids = byStream.computeIfAbsent(stream, name -> {
            int[] unknown = new int[PHASES.length];
            Arrays.fill(unknown, UNKNOWN);
            return unknown;
        });
        int id = ids[phase.ordinal()];
        if (id == UNKNOWN) {
            id = causes.id(new Cause(connector, stream, phase, ""));
            ids[phase.ordinal()] = id;
        }
        return id;
    }

    int cause(String stream, String limit) {
        return causes.id(new Cause(connector, stream, Phase.BUDGET, limit));
    }
}
