package dev.headrace.engine.http;

import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.spi.Limit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which requests an upstream counts together, as far as its answers have said: by kind of request the limits that it names. One for
 * each origin and credential, whoever sends. Thread-safe.
 */
final class Buckets {
    /** So many of an upstream's names hold for one kind of request, the last ones; those that were said before are over. */
    private static final int MOST_OF_A_KIND = 4;

    private static final int LONGEST_NAME = 48;
    private static final String EARLIER = "the upstream's answers to an earlier run";
    private static final int MOST_KINDS = 4_096;

    private final Budgets budgets;
    private final List<String> gates;
    private final ConcurrentHashMap<String, List<String>> byKind;
    private final Presumption presumption = new Presumption();

    /** @param gates the limits that all requests are under, broad ones first */
    Buckets(Budgets budgets, List<String> gates) {
        this.budgets = budgets;
        this.gates = gates;
        this.byKind = new ConcurrentHashMap<>(budgets.learnt(parent()));
        // Made again at once, so that a pause of an earlier run holds the first request.
        byKind.forEach((kind, names) ->
                names.forEach(name -> budgets.registerBucket(HttpTransport.bucket(name, EARLIER), kind)));
        presumption.learn(byKind);
    }

    List<String> gates() {
        return gates;
    }

    private String parent() {
        return gates.get(gates.size() - 1);
    }

    /** Whether an answer has ever named a limit. */
    boolean isEmpty() {
        return byKind.isEmpty();
    }

    /** The limits that the upstream has named for this kind of requests, or else for those that are most like it. */
    List<String> of(String kind) {
        List<String> named = byKind.get(kind);
        return named == null ? presumption.of(kind) : named;
    }

    /** Whether an answer names limits that hold for some requests only. */
    static boolean named(Answer answer) {
        return !answer.terms().bucket().isEmpty()
                || answer.quotas().stream().anyMatch(Answer.Remaining::apart)
                || answer.terms().policies().stream().anyMatch(Answer.Policy::apart);
    }

    /**
     * Remembers what an answer to a request of this kind names.
     *
     * @return the names of the limits by those in the answer; the empty one for what it says without a name
     */
    Map<String, String> learn(String kind, Answer answer) {
        Map<String, String> found = new HashMap<>();
        String bucket = answer.terms().bucket();
        if (!bucket.isEmpty()) {
            add(found, "", bucket, Limit.Unit.COST, kind);
        }
        for (Answer.Remaining quota : answer.quotas()) {
            if (quota.apart()) {
                add(found, quota.policy(), quota.policy(), quota.unit(), kind);
            }
        }
        for (Answer.Policy policy : answer.terms().policies()) {
            if (policy.apart()) {
                add(found, policy.name(), policy.name(), policy.unit(), kind);
            }
        }
        if (byKind.size() < MOST_KINDS || byKind.containsKey(kind)) {
            List<String> now = found.values().stream().sorted().distinct().toList();
            List<String> before = byKind.get(kind);
            if (!byKind.merge(kind, now, Buckets::latest).equals(before)) {
                presumption.learn(byKind);
            }
        }
        return found;
    }

    private void add(Map<String, String> found, String key, String said, Limit.Unit unit, String kind) {
        String name = parent() + "." + slug(said) + (unit == Limit.Unit.BYTES ? HttpTransport.IN_BYTES : "");
        if (budgets.registerBucket(HttpTransport.bucket(name, "the upstream's answers"), kind)) {
            found.put(key, name);
        }
    }

    /** In the characters of a limit's name; what does not differ in them counts together. */
    private static String slug(String said) {
        String plain =
                said.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME);
    }

    private static List<String> latest(List<String> before, List<String> now) {
        if (before.containsAll(now)) {
            return before;
        }
        List<String> both = new ArrayList<>(before);
        now.stream().filter(name -> !before.contains(name)).forEach(both::add);
        return List.copyOf(both.subList(Math.max(0, both.size() - MOST_OF_A_KIND), both.size()));
    }
}
