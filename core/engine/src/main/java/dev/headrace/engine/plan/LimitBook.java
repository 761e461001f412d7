package dev.headrace.engine.plan;

import dev.headrace.engine.budget.BudgetSettings;
import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.KeptLimit;
import dev.headrace.engine.budget.Ticker;
import dev.headrace.engine.http.HttpTransport;
import dev.headrace.engine.report.BudgetReport.Origin;
import dev.headrace.engine.run.LimitFacts;
import dev.headrace.engine.run.OpenConnector;
import dev.headrace.engine.store.PassNeeds;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The limits of a run by their names, and who is under them: those that are configured and declared, and those that requests of
 * earlier runs were under, whoever made them. Immutable.
 */
final class LimitBook {
    /** Longer than any quota: a plan tells of a long wait, where a run would give up. */
    private static final Duration FOR_EVER = Duration.ofDays(3_650);

    private final Known known;
    private final LimitFacts facts;
    private final Map<String, Set<String>> sharers = new TreeMap<>();

    LimitBook(Known known) {
        this.known = known;
        this.facts = new LimitFacts(
                known.configured(),
                known.connectors().stream()
                        .flatMap(connector -> connector.limits().stream())
                        .toList());
        known.configured().forEach(limit -> sharers(limit.name()));
        known.kept().keySet().forEach(this::sharers);
        for (OpenConnector connector : known.connectors()) {
            connector.limits().forEach(limit -> sharers(limit.name()).add(connector.name()));
            sharers(HttpTransport.ALL).add(connector.name());
        }
        known.outlooks().forEach((connector, outlook) -> outlook.passes().forEach(pass -> add(connector, pass)));
        known.sounded().forEach((connector, told) -> add(connector, told.needs()));
    }

    private void add(String connector, PassNeeds pass) {
        pass.needs()
                .forEach(need -> need.limits().forEach(limit -> sharers(limit).add(connector)));
    }

    private Set<String> sharers(String limit) {
        return sharers.computeIfAbsent(limit, name -> new TreeSet<>());
    }

    /** The names of all limits, sorted. */
    Set<String> names() {
        return Collections.unmodifiableSet(sharers.keySet());
    }

    /** The instances that are under a limit, sorted. */
    List<String> sharedBy(String limit) {
        return List.copyOf(sharers(limit));
    }

    Origin origin(String limit) {
        return facts.origin(limit, one -> !kinds(one).isEmpty());
    }

    /** The kinds of requests that an upstream was found to count there; empty for what is not only known from answers. */
    private List<String> kinds(String limit) {
        return Optional.ofNullable(known.kept().get(limit))
                .flatMap(KeptLimit::parse)
                .map(KeptLimit::kinds)
                .orElse(List.of());
    }

    /** Whether a limit is what each credential has one of, and credentials have used theirs and nobody the plain one. */
    boolean isOnlyPattern(String limit) {
        String ofCredentials = Pattern.quote(limit) + LimitFacts.OF_CREDENTIAL;
        return facts.perCredential().anyMatch(declared -> declared.name().equals(limit))
                && !known.kept().containsKey(limit)
                && known.kept().keySet().stream().anyMatch(name -> name.matches(ofCredentials));
    }

    /** The limits that requests of a connector are under that has sent none yet. */
    List<String> usual(OpenConnector connector) {
        Set<String> names = new java.util.LinkedHashSet<>();
        names.add(HttpTransport.ALL);
        // Which of its classes of endpoints they are in, only the requests tell.
        connector.limits().stream()
                .filter(limit -> limit.endpoints().isEmpty())
                .forEach(limit -> names.add(limit.name()));
        return List.copyOf(names);
    }

    /** The budgets of the run, as it would find them: the same that will decide when its requests go. */
    Budgets open(Ticker ticker) {
        int most = BudgetSettings.DEFAULTS.waitingInAll();
        BudgetSettings patient = new BudgetSettings(FOR_EVER, most, most);
        Budgets budgets = new Budgets(ticker, Runnable::run, patient, known.configured());
        budgets.remember(known.kept(), (limits, written) -> written.run());
        known.connectors().forEach(connector -> connector.limits().forEach(budgets::register));
        for (String name : names()) {
            open(name, budgets);
        }
        return budgets;
    }

    private void open(String name, Budgets budgets) {
        Limit bare = Limit.named(name);
        List<String> kinds = kinds(name);
        Optional<Limit> each = facts.ofCredential(name);
        if (!kinds.isEmpty()) {
            Limit bucket = HttpTransport.bucket(name, "the upstream's answers");
            kinds.forEach(kind -> budgets.registerBucket(bucket, kind));
        } else if (each.isPresent()) {
            budgets.scoped(each.get().name(), name.substring(each.get().name().length() + 1));
        } else if (budgets.declared(name).filter(Limit::isPerCredential).isPresent()) {
            budgets.scoped(name, "");
        } else if (name.startsWith(HttpTransport.FOR_ORIGIN) && name.matches(".*" + LimitFacts.OF_CREDENTIAL)) {
            budgets.registerDefault(bare.source("one credential at one host"));
        } else if (name.equals(HttpTransport.ALL)) {
            budgets.registerOwn(bare.concurrency(known.inAll()).source("engine.in-flight"));
        } else if (name.startsWith(HttpTransport.FOR_ORIGIN)) {
            budgets.registerDefault(bare.concurrency(known.toOneOrigin()).source("http.connections"));
        } else {
            budgets.registerDefault(bare);
        }
    }
}
