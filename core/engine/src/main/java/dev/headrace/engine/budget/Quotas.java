package dev.headrace.engine.budget;

import dev.headrace.engine.budget.KeptLimit.KeptQuota;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The quotas that an upstream names under one limit; a request needs room in each. Guarded by the kernel's lock. */
final class Quotas {
    /** More than any upstream has at once. One that makes up names, for example one a user, gets one quota for the rest. */
    private static final int MOST = 16;

    private static final int LONGEST_NAME = 64;

    private final Map<String, Quota> byPolicy = new LinkedHashMap<>();
    // An array, because it is gone through for every request.
    private Quota[] all = {};

    boolean roomy(int cost) {
        for (Quota quota : all) {
            if (!quota.roomy(cost)) {
                return false;
            }
        }
        return true;
    }

    void charge(int cost) {
        for (Quota quota : all) {
            quota.charge(cost);
        }
    }

    void refund(int cost) {
        for (Quota quota : all) {
            quota.refund(cost);
        }
    }

    long dueFor(int cost, long now) {
        long due = now;
        for (Quota quota : all) {
            due = Math.max(due, quota.dueFor(cost, now));
        }
        return due;
    }

    /** @param policy the upstream's name for the quota; empty for the only one */
    void observe(String policy, long remaining, long reset, long now) {
        boolean kept = byPolicy.containsKey(policy) || policy.length() <= LONGEST_NAME && byPolicy.size() < MOST;
        String name = kept ? policy : "";
        Quota quota = byPolicy.get(name);
        (quota == null ? add(name) : quota).observe(remaining, reset, now);
    }

    /** Whether the upstream tells what is left. */
    boolean known() {
        return all.length > 0;
    }

    /** The tightest of them, to be kept between runs; null when nothing is known. */
    @Nullable
    KeptQuota keep(Instant wall, long now) {
        return Arrays.stream(all)
                .map(quota -> quota.keep(wall, now))
                .filter(Objects::nonNull)
                .min(Comparator.comparingLong(KeptQuota::left))
                .orElse(null);
    }

    private Quota add(String policy) {
        Quota fresh = new Quota();
        byPolicy.put(policy, fresh);
        all = byPolicy.values().toArray(Quota[]::new);
        return fresh;
    }
}
