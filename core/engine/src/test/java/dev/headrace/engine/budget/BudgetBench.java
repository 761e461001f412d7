package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Budgets in virtual time, without jitter unless a test asks for it. Claimants that had to wait are told on the spot.
 */
final class BudgetBench {
    final ManualTicker ticker = new ManualTicker();
    final Budgets budgets;
    double random;

    BudgetBench(Limit... limits) {
        this(BudgetSettings.DEFAULTS, Runnable::run, limits);
    }

    BudgetBench(BudgetSettings settings, Executor executor, Limit... limits) {
        budgets = new Budgets(ticker, executor, settings, List.of(), () -> random);
        for (Limit limit : limits) {
            budgets.register(limit);
        }
    }

    Lane lane(String consumer, String... limits) {
        return budgets.lane(consumer, List.of(limits));
    }

    /** Asks, and keeps what comes of it. */
    static Asked ask(Lane lane) {
        return ask(lane, Demand.ONE);
    }

    static Asked ask(Lane lane, Demand demand) {
        Asked asked = new Asked();
        asked.ticket = lane.acquire(demand, asked);
        return asked;
    }

    static List<Asked> ask(Lane lane, int times) {
        List<Asked> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(ask(lane));
        }
        return all;
    }

    static long granted(List<Asked> asked) {
        return asked.stream().filter(Asked::isGranted).count();
    }

    static void send(List<Asked> asked) {
        asked.stream().filter(Asked::isGranted).forEach(Asked::send);
    }

    void advance(Duration span) {
        ticker.advance(span);
    }

    LimitSnapshot limit(String name) {
        return budgets.snapshot().limits().stream()
                .filter(limit -> limit.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
