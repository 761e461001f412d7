package dev.headrace.engine.budget.dialect;

import dev.headrace.engine.budget.Answer.Remaining;
import dev.headrace.spi.LimitHints;
import dev.headrace.spi.LimitHints.About;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the body of one answer tells about limits. Confined to one thread. */
final class Body {
    /** Names of violated policies that are read; nobody has more. */
    private static final int MOST_VIOLATED = 4;

    private static final List<String> WAITS = List.of("/retry_after", "/parameters/retry_after");

    private final String text;
    private final LimitHints hints;
    private final Map<String, String> values;

    Body(String text, LimitHints hints) {
        this.text = text;
        this.hints = hints;
        this.values = JsonTexts.find(text, wanted(hints));
    }

    private static Set<String> wanted(LimitHints hints) {
        Stream<String> hinted = Stream.of(About.values()).map(hints::pointer).flatMap(Optional::stream);
        Stream<String> usual = Stream.of(
                "/type", "/global", "/error/code", "/errors/0/code", "/errors/0/type", "/errors/0/extensions/code");
        Stream<String> violated =
                Stream.iterate(0, i -> i < MOST_VIOLATED, i -> i + 1).map(i -> "/violated-policies/" + i);
        return Stream.of(hinted, usual, violated, WAITS.stream())
                .flatMap(s -> s)
                .collect(Collectors.toSet());
    }

    /** Whether the text, whatever its form, has one of these words. */
    boolean hasAny(List<String> lowerCase) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lowerCase.stream().anyMatch(lower::contains);
    }

    boolean is(String pointer, String value) {
        return value.equalsIgnoreCase(values.get(pointer));
    }

    boolean endsWith(String pointer, String end) {
        return values.getOrDefault(pointer, "").endsWith(end);
    }

    List<String> violatedPolicies() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < MOST_VIOLATED; i++) {
            Optional.ofNullable(values.get("/violated-policies/" + i)).ifPresent(names::add);
        }
        return names;
    }

    /** Whether it refuses although its status says otherwise, as this upstream is known to. */
    boolean refusesAsHinted() {
        return hints.pointer(About.REFUSAL)
                .filter(pointer -> is(pointer, hints.refusalText()))
                .isPresent();
    }

    /** Seconds in the usual places, for answers that refuse. */
    Optional<Duration> usualWait() {
        return WAITS.stream()
                .map(values::get)
                .flatMap(value -> Optional.ofNullable(value).stream())
                .flatMap(value -> Numbers.parse(value).stream())
                .map(Numbers::seconds)
                .findFirst();
    }

    Optional<Duration> hintedWait() {
        return number(About.WAIT).map(Numbers::seconds).filter(wait -> !wait.isZero());
    }

    OptionalLong cost() {
        return number(About.COST).map(Numbers::whole).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** What is left, where it was said where to look. */
    Optional<Remaining> quota(Supplier<Instant> date) {
        return number(About.REMAINING)
                .flatMap(left -> reset(left, date).map(span -> new Remaining(Numbers.whole(left), span)));
    }

    private Optional<Duration> reset(BigDecimal left, Supplier<Instant> date) {
        return value(About.RESET)
                .flatMap(reset -> ResetTime.parse(reset, hints.reset(), date))
                .or(() -> refill(left));
    }

    /** A bucket that fills again is full after this. */
    private Optional<Duration> refill(BigDecimal left) {
        return number(About.RESTORED_PER_SECOND)
                .filter(rate -> rate.signum() > 0)
                .flatMap(rate -> number(About.FULL)
                        .map(full -> full.subtract(left).max(BigDecimal.ZERO))
                        .map(missing -> missing.divide(rate, 3, RoundingMode.CEILING))
                        .map(Numbers::seconds))
                .filter(ResetTime::isCredible);
    }

    private Optional<BigDecimal> number(About what) {
        return value(what).flatMap(Numbers::parse);
    }

    private Optional<String> value(About what) {
        return hints.pointer(what).map(values::get);
    }
}
