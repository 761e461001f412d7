package dev.headrace.engine.http;

import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.Lane;
import dev.headrace.spi.EndpointClass;
import dev.headrace.spi.Limit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds all limits that a request of an instance is under: those of the engine, of the host and of the credential there, those
 * declared for all requests, those of its class of endpoints, and those that the upstream has named itself. Thread-safe.
 */
final class Scopes {
    private record LaneKey(Origin origin, List<String> further, List<String> endpoints, List<String> buckets) {}

    private final HttpTransport transport;
    private final UpstreamSettings settings;
    private final @Nullable Origin home;
    private final String basePath;
    private final String secret;
    private final String mark;
    /** Limits of classes of endpoints, the broader ones first. */
    private final List<Limit> classes;

    private final List<String> always;
    private final ConcurrentHashMap<LaneKey, Lane> lanes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Origin, Buckets> buckets = new ConcurrentHashMap<>();

    /** @param secret empty for none */
    Scopes(HttpTransport transport, UpstreamSettings settings, @Nullable Origin home, String secret) {
        this.transport = transport;
        this.settings = settings;
        this.home = home;
        this.basePath = basePath(settings);
        this.secret = secret;
        this.mark = secret.isEmpty() ? "" : Credential.mark(secret);
        Budgets budgets = transport.budgets();
        this.classes = settings.limits().stream()
                .flatMap(name -> budgets.declared(name).stream())
                .filter(limit -> !limit.endpoints().isEmpty())
                .sorted(Comparator.comparingInt(Scopes::specificity))
                .toList();
        this.always = settings.limits().stream()
                .filter(name -> classes.stream().noneMatch(limit -> limit.name().equals(name)))
                .toList();
    }

    private static String basePath(UpstreamSettings settings) {
        String path = settings.baseUrl() == null ? null : settings.baseUrl().getRawPath();
        return path == null ? "" : path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static int specificity(Limit limit) {
        return limit.endpoints().stream()
                .mapToInt(EndpointClass::specificity)
                .max()
                .orElse(0);
    }

    /** @param further the limits that the call names for itself */
    Lane lane(Hop hop, List<String> further) {
        Buckets known = buckets(hop.origin());
        List<String> endpoints = classes.isEmpty() ? List.of() : endpoints(hop);
        List<String> told = known.isEmpty() ? List.of() : known.of(kind(hop, endpoints));
        return lanes.computeIfAbsent(
                new LaneKey(hop.origin(), further, endpoints, told), key -> newLane(key, known.gates()));
    }

    private Lane newLane(LaneKey key, List<String> gates) {
        Budgets budgets = transport.budgets();
        String credential = key.origin.equals(home) ? mark : "";
        List<String> names = new ArrayList<>(gates);
        List<String> declared = new ArrayList<>(always);
        declared.addAll(key.further);
        declared.addAll(key.endpoints);
        declared.forEach(name -> names.add(budgets.scoped(name, credential)));
        names.addAll(key.buckets);
        return budgets.lane(settings.instance(), names.stream().distinct().toList());
    }

    /**
     * Remembers which of its limits an answer speaks of.
     *
     * @return the limits' names by those in the answer
     */
    Map<String, String> learn(Hop hop, Answer answer) {
        if (!Buckets.named(answer)) {
            return Map.of();
        }
        List<String> endpoints = classes.isEmpty() ? List.of() : endpoints(hop);
        return buckets(hop.origin()).learn(kind(hop, endpoints), answer);
    }

    private Buckets buckets(Origin origin) {
        Buckets known = buckets.get(origin);
        return known == null
                ? buckets.computeIfAbsent(origin, any -> transport.buckets(any, any.equals(home) ? secret : ""))
                : known;
    }

    private List<String> endpoints(Hop hop) {
        if (!hop.origin().equals(home)) {
            return List.of();
        }
        String path = path(hop);
        return classes.stream()
                .filter(limit -> limit.covers(hop.method(), path))
                .map(Limit::name)
                .toList();
    }

    /** Behind the base URL, as authors write it. */
    private String path(Hop hop) {
        String path = hop.uri().getRawPath();
        String whole = path == null || path.isEmpty() ? "/" : path;
        boolean below = whole.startsWith(basePath + "/");
        return below ? whole.substring(basePath.length()) : whole;
    }

    // ---- what an upstream may tell apart

    /** Requests that differ only in what they are about are of a kind: in the classes that are declared, else in their path's form. */
    private String kind(Hop hop, List<String> endpoints) {
        return endpoints.isEmpty() ? hop.method() + " " + form(path(hop)) : String.join(" ", endpoints);
    }

    /** A path with the segments that are numbers or other identifiers taken for one. */
    static String form(String path) {
        StringBuilder form = new StringBuilder(path.length());
        for (String segment : path.substring(1).split("/", -1)) {
            form.append('/').append(isIdentifier(segment) ? "*" : segment);
        }
        return form.toString();
    }

    private static boolean isIdentifier(String segment) {
        long digits = segment.chars().filter(Character::isDigit).count();
        return digits > 0 && (digits * 2 >= segment.length() || segment.length() >= 16);
    }
}
