package dev.headrace.engine.plan;

import dev.headrace.engine.budget.Budgets;
import dev.headrace.engine.budget.KeptLimit;
import dev.headrace.engine.budget.LimitSnapshot;
import dev.headrace.engine.http.HttpTransport;
import dev.headrace.engine.report.BudgetReport;
import dev.headrace.engine.report.BudgetReport.LimitState;
import dev.headrace.engine.report.BudgetReport.Paused;
import dev.headrace.engine.report.BudgetReport.Told;
import dev.headrace.engine.report.BudgetReport.WindowState;
import dev.headrace.engine.run.LimitFacts;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is left of each limit. Stateless but for what is known. */
public final class LimitStates {
    /** Shorter windows are not kept between runs. */
    private static final Duration SHORTEST_KEPT = Duration.ofMinutes(1);

    private final Known known;
    private final LimitBook book;

    private LimitStates(Known known, LimitBook book) {
        this.known = known;
        this.book = book;
    }

    /** What is left of each limit that is known. */
    public static BudgetReport of(Known known) {
        return new LimitStates(known, new LimitBook(known)).report();
    }

    static BudgetReport of(Known known, LimitBook book) {
        return new LimitStates(known, book).report();
    }

    private BudgetReport report() {
        try (Budgets budgets = book.open(new StillTime(known.now()))) {
            List<LimitState> states = budgets.snapshot().limits().stream()
                    .filter(limit -> !book.isOnlyPattern(limit.name()))
                    .map(this::state)
                    .sorted(Comparator.comparing(
                                    (LimitState state) -> state.name().equals(HttpTransport.ALL))
                            .thenComparing(LimitState::name))
                    .toList();
            return new BudgetReport(known.now(), states);
        }
    }

    private LimitState state(LimitSnapshot limit) {
        Limit rules = limit.rules();
        Optional<KeptLimit> kept =
                Optional.ofNullable(known.kept().get(limit.name())).flatMap(KeptLimit::parse);
        return new LimitState(
                limit.name(),
                book.origin(limit.name()),
                rules.source(),
                LimitFacts.rules(rules),
                limit.windows().stream().map(use -> window(use, kept)).toList(),
                kept.flatMap(this::told),
                kept.flatMap(this::paused),
                book.sharedBy(limit.name()));
    }

    private WindowState window(LimitSnapshot.WindowUse use, Optional<KeptLimit> kept) {
        Duration length = use.rule().length();
        long left = Math.max(0, (long) use.rule().permits() - use.used());
        Optional<Instant> wholeAt = use.used() == 0 ? Optional.empty() : kept.flatMap(one -> wholeAt(one, length));
        return new WindowState(use.rule().permits(), length, left, wholeAt, length.compareTo(SHORTEST_KEPT) >= 0);
    }

    private Optional<Instant> wholeAt(KeptLimit kept, Duration length) {
        return kept.windows().stream()
                .flatMap(window -> window.uses().stream())
                .map(use -> use.at().plus(length))
                .max(Comparator.naturalOrder())
                .filter(known.now()::isBefore);
    }

    private Optional<Told> told(KeptLimit kept) {
        return Optional.ofNullable(kept.quota())
                .filter(quota -> quota.resetAt().isAfter(known.now()))
                .map(quota -> new Told(quota.left(), quota.resetAt()));
    }

    private Optional<Paused> paused(KeptLimit kept) {
        return Optional.ofNullable(kept.pausedUntil())
                .filter(until -> until.isAfter(known.now()))
                .map(until -> new Paused(until, kept.reason()));
    }
}
