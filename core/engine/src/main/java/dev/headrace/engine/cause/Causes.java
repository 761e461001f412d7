package dev.headrace.engine.cause;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for causes and factors, so that paths are small and quickly added up. */
final class Causes {
    private final Map<Cause, Integer> ids = new HashMap<>();
    private final List<Cause> causes = new ArrayList<>();
    private final Map<Factor, Integer> factorIds = new HashMap<>();
    private final List<Factor> factors = new ArrayList<>();
    private int[] factorOf = new int[64];

    Causes() {
        factorIds.put(Factor.NONE, 0);
        factors.add(Factor.NONE);
    }

    int id(Cause cause) {
        Integer known = ids.get(cause);
        return known == null ? add(cause) : known;
    }

    private int add(Cause cause) {
        int id = causes.size();
        ids.put(cause, id);
        causes.add(cause);
        if (id == factorOf.length) {
            factorOf = java.util.Arrays.copyOf(factorOf, 2 * id);
        }
        factorOf[id] = factorId(cause.factor());
        return id;
    }

    private int factorId(Factor factor) {
        Integer known = factorIds.putIfAbsent(factor, factors.size());
        if (known == null) {
            factors.add(factor);
            return factors.size() - 1;
        }
        return known;
    }

    Cause cause(int id) {
        return causes.get(id);
    }

    /** The factor that a cause goes with; 0 for none. */
    int factorOf(int cause) {
        return factorOf[cause];
    }

    Factor factor(int id) {
        return factors.get(id);
    }
}
