package dev.headrace.engine.run;

import dev.headrace.engine.http.HttpTransport;
import dev.headrace.engine.report.BudgetReport.Origin;
import dev.headrace.spi.Limit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can be told of a limit by its name. Immutable.
 *
 * @param configured by the operator
 * @param declared by connectors
 */
public record LimitFacts(Collection<Limit> configured, Collection<Limit> declared) {
    /** How the part of a limit ends that one credential has, as a pattern. */
    public static final String OF_CREDENTIAL = "-key-[0-9a-f]{8}";

    /** @param learnt tells those that answers have told of */
    public Origin origin(String limit, Predicate<String> learnt) {
        if (isAmong(configured, limit)) {
            return Origin.CONFIGURED;
        }
        if (isAmong(declared, limit)) {
            return Origin.DECLARED;
        }
        if (learnt.test(limit)) {
            return Origin.LEARNT;
        }
        return ofCredential(limit).isPresent() ? Origin.DECLARED : isOurs(limit) ? Origin.SUPPOSED : Origin.LEARNT;
    }

    private static boolean isAmong(Collection<Limit> limits, String name) {
        return limits.stream().anyMatch(one -> one.name().equals(name));
    }

    private static boolean isOurs(String limit) {
        return limit.equals(HttpTransport.ALL) || limit.startsWith(HttpTransport.FOR_ORIGIN);
    }

    /** The declared limit of which this is the part of one credential. */
    public Optional<Limit> ofCredential(String limit) {
        return perCredential()
                .filter(one -> limit.matches(Pattern.quote(one.name()) + OF_CREDENTIAL))
                .findFirst();
    }

    /** Those that each credential has one of. */
    public Stream<Limit> perCredential() {
        return Stream.concat(configured.stream(), declared.stream()).filter(Limit::isPerCredential);
    }

    /** As the limit itself writes them, without its name; none if it has none. */
    public static List<String> rules(Limit limit) {
        boolean any = !limit.windows().isEmpty()
                || limit.spacing().isPresent()
                || limit.concurrency().isPresent();
        String text = limit.toString().substring(limit.name().length() + 2);
        return any ? List.of(text.split(", ", -1)) : List.of();
    }
}
